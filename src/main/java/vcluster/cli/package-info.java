/** The command line: what every command passes before it returns. */
@NullMarked
package vcluster.cli;

import org.jspecify.annotations.NullMarked;
