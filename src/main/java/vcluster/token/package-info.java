/** The token in a syncer's uploads: keys, signing and verification (protocol.md section 3). */
@NullMarked
package vcluster.token;

import org.jspecify.annotations.NullMarked;
