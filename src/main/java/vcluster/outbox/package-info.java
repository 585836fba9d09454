/** What waits for delivery, on disk: append, freeze, settle, within bounds. */
@NullMarked
package vcluster.outbox;

import org.jspecify.annotations.NullMarked;
