/** Step 7 of a round: trains a model on the labels, on the driver. */
@io.winnow.Internal
package io.winnow.jobs.train;
