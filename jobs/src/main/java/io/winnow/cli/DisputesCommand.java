package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.labels.DisputesJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "disputes",
    description = "Lists the sentences on which annotators differ too much for a label.")
final class DisputesCommand extends JobCommand {

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int shown;

  DisputesCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    return new DisputesJob(runner, shown).run();
  }
}
