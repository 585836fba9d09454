/** A simulated fleet: invented events in which is hidden what reports have to find. */
@NullMarked
package vcluster.backend.demo;

import org.jspecify.annotations.NullMarked;
