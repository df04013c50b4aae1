/** Metrics for monitoring, written after each command that worked in a workspace. */
@Internal
package io.winnow.jobs.metrics;

import io.winnow.Internal;
