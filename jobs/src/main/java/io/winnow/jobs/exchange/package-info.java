/** Batches for other annotation tools, and annotations from them or from a simulated vendor. */
@io.winnow.Internal
package io.winnow.jobs.exchange;
