package io.winnow.cli;

import io.winnow.cli.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.round.Due;
import picocli.CommandLine.Option;

/** Which round a command is for. */
final class RoundOption {

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "The round, from 0 (default: the one that is under way).")
  private Integer round;

  int of(JobContext context, WinnowConfig config) {
    return round == null
        ? Due.in(context.workspace(), config.merge(), config.round()).round()
        : round;
  }
}
