/** Whether telemetry is on, and why: signals in, decision out, no I/O. */
@NullMarked
package vcluster.consent;

import org.jspecify.annotations.NullMarked;
