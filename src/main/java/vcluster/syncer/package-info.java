/** The syncer's telemetry: what happens is buffered and uploaded every few minutes. */
@NullMarked
package vcluster.syncer;

import org.jspecify.annotations.NullMarked;
