package io.winnow.selection;

/**
 * What a round asks of a strategy.
 *
 * @param round counts from 0
 * @param certain the score of a sentence that the model has no doubt about
 * @param knowledge of the candidates
 */
public record Request(Budget budget, int round, double certain, Knowledge knowledge) {}
