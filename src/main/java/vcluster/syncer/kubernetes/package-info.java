/** Watches a vCluster through the API servers of its host and of itself. */
@NullMarked
package vcluster.syncer.kubernetes;

import org.jspecify.annotations.NullMarked;
