/** The commands that pass the choice on to instances. */
@NullMarked
package vcluster.cli.instance;

import org.jspecify.annotations.NullMarked;
