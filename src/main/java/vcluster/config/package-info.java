/** Where the user's files are, and the choice as it is kept there. */
@NullMarked
package vcluster.config;

import org.jspecify.annotations.NullMarked;
