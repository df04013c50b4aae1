/** Hop 7: the labels become a model, on the driver. */
package io.winnow.jobs.train;
