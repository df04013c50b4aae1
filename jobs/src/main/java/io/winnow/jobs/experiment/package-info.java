/** Simulated experiments on labelled data, which show what a query strategy is worth. */
@io.winnow.Internal
package io.winnow.jobs.experiment;
