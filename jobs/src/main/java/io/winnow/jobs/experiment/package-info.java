/** Whole labelling efforts played on labelled data, to see what a strategy is worth. */
package io.winnow.jobs.experiment;
