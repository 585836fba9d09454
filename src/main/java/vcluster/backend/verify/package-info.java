/** From the body of a request to events that may be stored, or the reasons why not. */
@NullMarked
package vcluster.backend.verify;

import org.jspecify.annotations.NullMarked;
