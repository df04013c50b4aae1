package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Job;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Runner;
import io.winnow.jobs.train.SuccessorJob;
import io.winnow.jobs.train.TrainJob;

/**
 * Fine-tunes the encoder on all labels: {@code winnow train}.
 *
 * @since 0.1.0
 */
public final class TrainAction extends RoundStep<TrainAction, TrainAction.Result> {

  private String successor;

  TrainAction(Session session) {
    super(session);
  }

  /**
   * @param made counts, such as {@code words} and {@code steps}, numbers, such as {@code loss}, and
   *     paths
   */
  public record Result(Made made, int round) implements Done.OfStep {

    /** URI of the checkpoint's folder, which opens in transformers, too. */
    public String folder() {
      return made.paths().get(ModelOnShelf.OUTPUT);
    }
  }

  /** Trains the encoder of this name instead, with what the round's model predicts. */
  public TrainAction successor(String encoder) {
    successor = encoder;
    return this;
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    int round = successor == null ? number(runner, config) : lastTrained(runner, config);
    Job job =
        successor == null
            ? new TrainJob(config.jobs().train(), round)
            : new SuccessorJob(config.jobs().train(), config.jobs().score(), round, successor);
    return new Result(Made.of(job, runner), round);
  }
}
