/**
 * The token in a syncer's uploads: keys, signing and verification
 * (docs/protocol.md#the-syncer-payload).
 */
@NullMarked
package vcluster.token;

import org.jspecify.annotations.NullMarked;
