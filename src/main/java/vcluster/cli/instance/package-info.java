/** The commands that carry the choice into instances. */
@NullMarked
package vcluster.cli.instance;

import org.jspecify.annotations.NullMarked;
