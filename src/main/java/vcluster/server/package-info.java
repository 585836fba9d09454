/** How the server programs run as processes. */
@NullMarked
package vcluster.server;

import org.jspecify.annotations.NullMarked;
