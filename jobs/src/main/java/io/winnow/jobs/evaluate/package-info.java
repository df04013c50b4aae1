/** Step 8 of a round: measures the round's model on the hold-out set. */
@io.winnow.Internal
package io.winnow.jobs.evaluate;
