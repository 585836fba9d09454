/** Reduces what clients sent to known words; nothing that a user typed passes. */
@NullMarked
package vcluster.backend.verify.redact;

import org.jspecify.annotations.NullMarked;
