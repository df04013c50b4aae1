/** Finds labels in the label store that are likely wrong. */
package io.winnow.jobs.review;
