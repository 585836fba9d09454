/** How all three programs word their help and their usage errors. */
@NullMarked
package vcluster.usage;

import org.jspecify.annotations.NullMarked;
