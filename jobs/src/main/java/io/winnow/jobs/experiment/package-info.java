/** Simulated experiments on labelled data, which show what a query strategy is worth. */
@Internal
package io.winnow.jobs.experiment;

import io.winnow.Internal;
