package io.winnow.jobs.round;

/**
 * The step that a workspace waits for.
 *
 * @param round the round that the step belongs to
 */
public record Due(int round, Step step) {}
