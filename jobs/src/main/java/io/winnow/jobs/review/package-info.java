/** Finds labels in the label store that are likely wrong. */
@Internal
package io.winnow.jobs.review;

import io.winnow.Internal;
