/**
 * The completion scripts, made from the command tree. They may be asked for whenever a shell
 * starts, by a cold Java: streams, regular expressions and formats would cost more than all the
 * rest.
 */
@NullMarked
package vcluster.cli.completion;

import org.jspecify.annotations.NullMarked;
