/** Step 7 of a round: trains a model on the labels, on the driver. */
@Internal
package io.winnow.jobs.train;

import io.winnow.Internal;
