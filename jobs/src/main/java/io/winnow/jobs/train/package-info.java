/** Step 7 of a round: trains a model on the labels, on the driver. */
package io.winnow.jobs.train;
