/** Batches to and answers from other annotation tools, or from a vendor that is only played. */
package io.winnow.jobs.exchange;
