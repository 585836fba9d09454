/** Who this machine is to the backend: its id and hashes, its system and architecture. */
@NullMarked
package vcluster.machine;

import org.jspecify.annotations.NullMarked;
