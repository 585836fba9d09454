/** Keyed hashes of ids that must not be kept as they are. */
@NullMarked
package vcluster.backend.identity;

import org.jspecify.annotations.NullMarked;
