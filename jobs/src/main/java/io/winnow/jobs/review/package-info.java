/** Finds labels in the label store that are likely wrong. */
@io.winnow.Internal
package io.winnow.jobs.review;
