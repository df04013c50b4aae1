package io.winnow.jobs.review;

import io.winnow.evaluation.LabelQuality;
import io.winnow.jobs.Checks;

/**
 * The keys {@code review.*}.
 *
 * @param folds parts that the labels are cut into; each is read by a model trained on the others
 * @param quality what labels are ranked by
 * @param sentences that go back to the vendor at most
 */
public record ReviewSettings(int folds, LabelQuality quality, int sentences) {

  public ReviewSettings {
    Checks.of("review").atLeast("folds", 2, folds).atLeast("sentences", 0, sentences).done();
  }
}
