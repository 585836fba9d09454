/** The backend's HTTP server: limits, answers and metrics. */
@NullMarked
package vcluster.backend.http;

import org.jspecify.annotations.NullMarked;
