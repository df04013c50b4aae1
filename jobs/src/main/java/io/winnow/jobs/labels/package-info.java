/** What people decide about labels, and how two states of the label store differ. */
package io.winnow.jobs.labels;
