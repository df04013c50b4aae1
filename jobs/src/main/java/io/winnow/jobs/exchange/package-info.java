/** Batches to and answers from other annotation tools. */
package io.winnow.jobs.exchange;
