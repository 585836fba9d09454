/** Verifies bodies of requests: which events may be stored, and why the others may not. */
@NullMarked
package vcluster.backend.verify;

import org.jspecify.annotations.NullMarked;
