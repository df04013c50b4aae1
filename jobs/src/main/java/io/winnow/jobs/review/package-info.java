/** Looks for labels that are likely wrong among those that there are. */
package io.winnow.jobs.review;
