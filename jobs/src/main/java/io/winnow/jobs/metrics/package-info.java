/** Metrics for monitoring, written after each command that worked in a workspace. */
@io.winnow.Internal
package io.winnow.jobs.metrics;
