/** Step 2 of a round: computes the model's uncertainty about each sentence of the pool. */
@io.winnow.Internal
package io.winnow.jobs.score;
