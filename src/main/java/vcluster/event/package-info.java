/** The record of one command, built from definitions and never from what was typed; no I/O. */
@NullMarked
package vcluster.event;

import org.jspecify.annotations.NullMarked;
