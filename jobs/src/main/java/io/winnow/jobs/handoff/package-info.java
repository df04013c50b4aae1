/** Step 4 of a round: writes the selected sentences as annotation batches for the vendor. */
@io.winnow.Internal
package io.winnow.jobs.handoff;
