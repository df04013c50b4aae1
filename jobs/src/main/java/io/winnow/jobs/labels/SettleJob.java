package io.winnow.jobs.labels;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;

/** Takes a person's word on a sentence, if it fits the sentence. */
public record SettleJob(JobContext context, Decision.Settle decision) {

  public Outcome run() {
    String id = decision.sentence();
    Sentence sentence =
        SentWords.find(context.spark().get(), context.workspace(), id)
            .orElseThrow(
                () ->
                    new DecisionException(
                        "Cannot settle sentence %s: it was never sent; 'winnow labels disputes' lists those that wait"
                            .formatted(id)));
    LabelScheme scheme = Entities.of(context.workspace());
    try {
      scheme.tagIds(sentence.words().size(), decision.settlement().spans());
    } catch (IllegalArgumentException e) {
      throw new DecisionException(
          "Cannot settle sentence %s of %d words: %s"
              .formatted(id, sentence.words().size(), e.getMessage()));
    }
    return new DecideJob(context, decision).run();
  }
}
