package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.labels.DiffJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", description = "Says how labels changed between two merges.")
final class DiffLabelsCommand extends JobCommand {

  @Parameters(index = "0", paramLabel = "A", description = "Number of a merge, from 1.")
  private int before;

  @Parameters(index = "1", paramLabel = "B", description = "Number of another.")
  private int after;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many sentences (default: ${DEFAULT-VALUE}).")
  private int shown;

  DiffLabelsCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    return new DiffJob(runner, before, after, shown).run();
  }
}
