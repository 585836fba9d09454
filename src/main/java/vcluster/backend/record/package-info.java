/** What is kept of an accepted event: facts without values, ready to be stored. */
@NullMarked
package vcluster.backend.record;

import org.jspecify.annotations.NullMarked;
