package io.winnow.jobs.round;

/**
 * The step that a workspace waits for.
 *
 * @param round the round that the step belongs to
 * @since 0.1.0
 */
public record Due(int round, Step step) {}
