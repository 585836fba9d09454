/** The completion scripts, made from the command tree. */
@NullMarked
package vcluster.cli.completion;

import org.jspecify.annotations.NullMarked;
