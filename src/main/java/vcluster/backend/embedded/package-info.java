/** A PostgreSQL of the program's own, for a trial: its programs, its data and its passwords. */
@NullMarked
package vcluster.backend.embedded;

import org.jspecify.annotations.NullMarked;
