/** Reports as pages for a browser on the same machine: who may ask, and what is answered. */
@NullMarked
package vcluster.backend.dashboard;

import org.jspecify.annotations.NullMarked;
