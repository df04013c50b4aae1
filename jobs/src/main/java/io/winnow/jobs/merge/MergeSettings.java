package io.winnow.jobs.merge;

import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.TieRule;
import io.winnow.contract.ReturnLimits;
import io.winnow.jobs.labels.LabelSettings;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code merge.*}.
 *
 * @param limits the keys {@code merge.limits.*}
 * @param labels the keys {@code labels.*}: how those call types who return them; weak annotators,
 *     whose annotations are added to people's if the adjudicator learns how reliable they are
 */
@Section("merge")
public record MergeSettings(
    String adjudicator,
    TieRule ties,
    double minConfidence,
    int sendAgain,
    double maxRejectShare,
    double minReturnedShare,
    ReturnLimits limits,
    LabelSettings labels) {

  public MergeSettings {
    Validation.of(MergeSettings.class)
        .require(
            Adjudicators.names().contains(adjudicator),
            "adjudicator",
            "is '%s'; there are %s; %s"
                .formatted(
                    adjudicator, String.join(", ", Adjudicators.names()), Adjudicators.wayIn()))
        .share("min-confidence", minConfidence)
        .atLeast("send-again", 0, sendAgain)
        .share("max-reject-share", maxRejectShare)
        .share("min-returned-share", minReturnedShare)
        .done();
  }

  /** The weak annotators that take part in adjudication. */
  WeakSettings heard() {
    return Adjudicators.named(adjudicator).weighsAnnotators() ? labels.weak() : WeakSettings.NONE;
  }
}
