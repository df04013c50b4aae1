package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.evaluate.EvaluateJob;
import io.winnow.jobs.round.JobSettings;
import java.util.Optional;

/**
 * Measures a model on the held-out sentences, by conlleval's rules: {@code winnow evaluate}.
 *
 * @since 0.1.0
 */
public final class EvaluateAction extends RoundStep<EvaluateAction, EvaluateAction.Result> {

  private String successor;

  EvaluateAction(Session session) {
    super(session);
  }

  /** Counts, numbers and paths; measures are in 0 to 1. */
  public record Result(Made made, int round) implements Done.OfStep {

    public double f1() {
      return made.number("f1");
    }

    public double precision() {
      return made.number("precision");
    }

    public double recall() {
      return made.number("recall");
    }
  }

  /** Measures the successor of this name instead of the round's model. */
  public EvaluateAction successor(String encoder) {
    successor = encoder;
    return this;
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    int round = successor == null ? number(runner, config) : lastTrained(runner, config);
    JobSettings jobs = config.jobs();
    EvaluateJob job =
        successor == null
            ? new EvaluateJob(jobs.score(), jobs.round().evaluate(), jobs.stop(), round)
            : new EvaluateJob(
                jobs.score(),
                jobs.round().evaluate(),
                Optional.empty(),
                round,
                Optional.of(successor));
    return new Result(Made.of(job, runner), round);
  }
}
