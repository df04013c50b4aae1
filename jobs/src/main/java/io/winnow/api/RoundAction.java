package io.winnow.api;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.report.ReportJob;
import io.winnow.jobs.round.Due;
import io.winnow.jobs.round.RoundJob;

/**
 * Runs each step that is due, until it has to wait for the vendor: {@code winnow round}.
 *
 * @since 0.1.0
 */
public final class RoundAction extends Action<RoundAction, RoundAction.Result> {

  RoundAction(Session session) {
    super(session);
  }

  /**
   * @param due what is due now
   */
  public record Result(Outcome outcome, Due due, WinnowTables tables) implements Done {}

  @Override
  Result run(Runner runner, WinnowConfig config) {
    RoundJob.End end = new RoundJob(runner, config.jobs()).run();
    if (end.outcome() == Outcome.DONE) {
      ReportJob.atTheEnd(runner, config.jobs());
    }
    return new Result(end.outcome(), end.due(), new WinnowTables(runner.published()));
  }
}
