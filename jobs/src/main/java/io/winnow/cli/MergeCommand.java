package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.merge.MergeJob;
import picocli.CommandLine.Command;

@Command(
    name = "merge",
    description = "Checks what the vendor returned, settles it, adds it to the labels.")
final class MergeCommand extends JobCommand {

  MergeCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(JobContext context, WinnowConfig config) {
    return new MergeJob(context, config.jobs().merge(), config.jobs().deadline(context.clock()))
        .run();
  }
}
