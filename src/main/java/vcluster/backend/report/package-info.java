/** What published figures mean: shares with their intervals, and verdicts with their reasons. */
@NullMarked
package vcluster.backend.report;

import org.jspecify.annotations.NullMarked;
