/** Hop 4: the selection set becomes annotation batches for the vendor. */
package io.winnow.jobs.handoff;
