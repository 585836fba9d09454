/** Delivery: the detached uploader, its requests, its retries and the log of them. */
@NullMarked
package vcluster.upload;

import org.jspecify.annotations.NullMarked;
