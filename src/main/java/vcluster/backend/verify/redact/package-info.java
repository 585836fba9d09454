/** Cuts what others sent down to words that are known beforehand; nothing that was typed passes. */
@NullMarked
package vcluster.backend.verify.redact;

import org.jspecify.annotations.NullMarked;
