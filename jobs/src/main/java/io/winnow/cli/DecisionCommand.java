package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.labels.DecideJob;
import io.winnow.jobs.labels.Decision;
import io.winnow.jobs.merge.MergeJob;

/** Takes a person's decision and settles all labels anew by it. */
abstract class DecisionCommand extends JobCommand {

  DecisionCommand(Environment environment) {
    super(environment);
  }

  abstract Decision decision();

  @Override
  final Outcome run(Runner runner, WinnowConfig config) {
    runner.run(new DecideJob(decision()));
    return runner
        .run(new MergeJob(config.merge(), config.jobs().deadline(runner.clock())))
        .outcome();
  }
}
