/** Step 3 of a round: selects the sentences that the round sends to the vendor. */
@io.winnow.Internal
package io.winnow.jobs.select;
