/** Metrics for monitoring, written after each command that worked in a workspace. */
package io.winnow.jobs.metrics;
