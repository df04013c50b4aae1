package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
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
  Outcome run(Runner runner, WinnowConfig config) {
    return runner
        .run(new MergeJob(config.merge(), config.jobs().deadline(runner.clock())))
        .outcome();
  }
}
