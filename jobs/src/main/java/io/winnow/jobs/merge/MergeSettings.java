package io.winnow.jobs.merge;

import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.TieRule;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code merge.*}.
 *
 * @param adjudicator how many answers to a sentence become one label: one of {@link
 *     Adjudicators#names}
 * @param ties what happens to an entity that half of the voters marked
 * @param minConfidence a label with a less certain word is disputed, in 0 to 1
 * @param sendAgain how many times a disputed sentence goes to the vendor again before a person is
 *     asked
 * @param maxRejectShare if a larger share of the returned rows is rejected, nothing is merged
 * @param minReturnedShare share of the sent sentences that need all their answers before training
 * @param weak the keys {@code labels.weak.*}: annotators whose annotations are added to people's,
 *     if the adjudicator learns how reliable they are
 */
@Section("merge")
public record MergeSettings(
    String adjudicator,
    TieRule ties,
    double minConfidence,
    int sendAgain,
    double maxRejectShare,
    double minReturnedShare,
    WeakSettings weak) {

  public MergeSettings {
    Validation validation = Validation.of(MergeSettings.class);
    if (!Adjudicators.names().contains(adjudicator)) {
      validation.add(
          "adjudicator",
          "is '%s'; there are %s; %s"
              .formatted(
                  adjudicator, String.join(", ", Adjudicators.names()), Adjudicators.wayIn()));
    }
    validation
        .share("min-confidence", minConfidence)
        .atLeast("send-again", 0, sendAgain)
        .share("max-reject-share", maxRejectShare)
        .share("min-returned-share", minReturnedShare)
        .done();
  }

  /** The weak annotators that take part in adjudication. */
  WeakSettings heard() {
    return Adjudicators.named(adjudicator).weighsAnnotators() ? weak : WeakSettings.NONE;
  }
}
