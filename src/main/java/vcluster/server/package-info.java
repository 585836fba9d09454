/** What the server programs have in common as processes. */
@NullMarked
package vcluster.server;

import org.jspecify.annotations.NullMarked;
