/** The outer edge of the backend: HTTP, its limits, its answers, what it counts. */
@NullMarked
package vcluster.backend.http;

import org.jspecify.annotations.NullMarked;
