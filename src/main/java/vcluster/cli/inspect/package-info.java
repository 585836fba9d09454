/** The commands that show what telemetry does: status, preview, log, flush. */
@NullMarked
package vcluster.cli.inspect;

import org.jspecify.annotations.NullMarked;
