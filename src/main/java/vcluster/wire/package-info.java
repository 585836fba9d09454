/** The request bodies, byte for byte. */
@NullMarked
package vcluster.wire;

import org.jspecify.annotations.NullMarked;
