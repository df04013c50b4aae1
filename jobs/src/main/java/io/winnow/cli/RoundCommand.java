package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.round.RoundJob;
import picocli.CommandLine.Command;

@Command(name = "round", description = "Does whatever is due until the vendor is awaited.")
final class RoundCommand extends JobCommand {

  RoundCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(JobContext context, WinnowConfig config) {
    return reported(new RoundJob(context, config.jobs()).run(), context, config);
  }
}
