/** The program {@code vcluster-backend}: its commands, and what they are made of. */
@NullMarked
package vcluster.backend;

import org.jspecify.annotations.NullMarked;
