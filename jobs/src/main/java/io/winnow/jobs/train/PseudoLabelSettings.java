package io.winnow.jobs.train;

import io.winnow.jobs.Checks;

/**
 * The keys {@code train.successor.*}: what a successor learns of the pool beside the labels.
 *
 * @param minConfidence probability that the least sure word's tag has at least
 * @param sentences of the pool, drawn at random, that are read for it; 0: none
 */
public record PseudoLabelSettings(double minConfidence, int sentences) {

  public PseudoLabelSettings {
    Checks.of("train.successor")
        .share("min-confidence", minConfidence)
        .atLeast("sentences", 0, sentences)
        .done();
  }
}
