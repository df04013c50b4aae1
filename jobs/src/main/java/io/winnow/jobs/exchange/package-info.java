/** Batches for other annotation tools, and annotations from them or from a simulated vendor. */
@Internal
package io.winnow.jobs.exchange;

import io.winnow.Internal;
