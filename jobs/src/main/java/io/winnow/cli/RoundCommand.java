package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.round.RoundJob;
import picocli.CommandLine.Command;

@Command(name = "round", description = "Does whatever is due until the vendor is awaited.")
final class RoundCommand extends JobCommand {

  RoundCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    return reported(new RoundJob(runner, config.jobs()).run(), runner, config);
  }
}
