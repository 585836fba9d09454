/** The syncer's telemetry: events are buffered and uploaded every few minutes. */
@NullMarked
package vcluster.syncer;

import org.jspecify.annotations.NullMarked;
