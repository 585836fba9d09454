/** Makes the completion scripts, which are kept in the folder completions, from the commands. */
@NullMarked
package vcluster.build.completion;

import org.jspecify.annotations.NullMarked;
