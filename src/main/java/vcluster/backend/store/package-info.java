/** The tables: what comes in, what is rolled up, what is expired, what is erased. */
@NullMarked
package vcluster.backend.store;

import org.jspecify.annotations.NullMarked;
