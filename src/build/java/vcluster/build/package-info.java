/** What the build does beyond compiling; not part of the program. */
@NullMarked
package vcluster.build;

import org.jspecify.annotations.NullMarked;
