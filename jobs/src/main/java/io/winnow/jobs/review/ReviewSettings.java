package io.winnow.jobs.review;

import io.winnow.evaluation.LabelQuality;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/** The keys {@code review.*}. */
@Section("review")
public record ReviewSettings(int folds, LabelQuality quality, int sentences) {

  public ReviewSettings {
    Validation.of(ReviewSettings.class)
        .atLeast("folds", 2, folds)
        .atLeast("sentences", 0, sentences)
        .done();
  }
}
