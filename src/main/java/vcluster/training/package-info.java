/** What the build runs the program with to train the caches of classes. */
@NullMarked
package vcluster.training;

import org.jspecify.annotations.NullMarked;
