/** Step 8 of a round: measures the round's model on the hold-out set. */
@Internal
package io.winnow.jobs.evaluate;

import io.winnow.Internal;
