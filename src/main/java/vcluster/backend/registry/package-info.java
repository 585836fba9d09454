/** Which commands, options, flags, helm values and other names exist, and since when. */
@NullMarked
package vcluster.backend.registry;

import org.jspecify.annotations.NullMarked;
