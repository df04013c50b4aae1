/** Step 2 of a round: computes the model's uncertainty about each sentence of the pool. */
@Internal
package io.winnow.jobs.score;

import io.winnow.Internal;
