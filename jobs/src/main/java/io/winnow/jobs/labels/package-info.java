/** What the label store holds, what people decide about labels, and how two states of it differ. */
package io.winnow.jobs.labels;
