/** Simulated experiments on labelled data, which show what a query strategy is worth. */
package io.winnow.jobs.experiment;
