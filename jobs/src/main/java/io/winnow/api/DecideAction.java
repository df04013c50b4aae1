package io.winnow.api;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.labels.Decision;
import io.winnow.jobs.labels.Decisions.Settlement;
import io.winnow.jobs.merge.AcceptedChanges;
import io.winnow.text.EntitySpan;
import java.util.List;
import java.util.Objects;

/**
 * Takes a person's decision about labels, and merges anew: {@code winnow labels exclude|include|
 * settle}.
 *
 * @since 0.1.0
 */
public final class DecideAction extends Action<DecideAction, MergeAction.Result> {

  private Decision decision;

  DecideAction(Session session) {
    super(session);
  }

  /** An annotator's answers are to be left out. Nothing is deleted. */
  public DecideAction exclude(String annotator) {
    return on(new Decision.OfAnnotator(annotator, false));
  }

  /** An excluded annotator's answers are to count again. */
  public DecideAction include(String annotator) {
    return on(new Decision.OfAnnotator(annotator, true));
  }

  /**
   * A sentence's label, whatever annotators say.
   *
   * @param spans none overlap; empty: the sentence holds no entity
   * @param by who decides
   */
  public DecideAction settle(String sentence, List<EntitySpan> spans, String by) {
    return on(new Decision.Settle(sentence, new Settlement(spans, by)));
  }

  private DecideAction on(Decision any) {
    decision = any;
    return this;
  }

  @Override
  MergeAction.Result run(Runner runner, WinnowConfig config) {
    Objects.requireNonNull(decision, "Say what is decided: exclude, include or settle");
    runner.run(new Decision.DecideJob(decision));
    return MergeAction.merge(runner, config, AcceptedChanges.NONE);
  }
}
