package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.merge.MergeJob;

/** Takes a person's decision and settles all labels anew by it. */
abstract class DecisionCommand extends JobCommand {

  DecisionCommand(Environment environment) {
    super(environment);
  }

  abstract void decide(JobContext context);

  @Override
  final Outcome run(JobContext context, WinnowConfig config) {
    decide(context);
    return new MergeJob(context, config.jobs().merge(), config.jobs().deadline(context.clock()))
        .run();
  }
}
