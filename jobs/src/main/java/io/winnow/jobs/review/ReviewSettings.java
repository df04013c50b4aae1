package io.winnow.jobs.review;

import io.winnow.evaluation.LabelQuality;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code review.*}.
 *
 * @param folds parts that the labels are cut into; each is predicted by a model trained on the
 *     others
 * @param quality what labels are ranked by
 * @param sentences that go back to the vendor at most
 */
@Section("review")
public record ReviewSettings(int folds, LabelQuality quality, int sentences) {

  public ReviewSettings {
    Validation.of(ReviewSettings.class)
        .atLeast("folds", 2, folds)
        .atLeast("sentences", 0, sentences)
        .done();
  }
}
