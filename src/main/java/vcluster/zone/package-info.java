/** The abbreviation of the local time zone, as Go finds it. */
@NullMarked
package vcluster.zone;

import org.jspecify.annotations.NullMarked;
