/** Batches for other annotation tools, and annotations from them or from a simulated vendor. */
package io.winnow.jobs.exchange;
