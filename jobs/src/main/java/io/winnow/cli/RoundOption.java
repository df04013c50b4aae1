package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.round.Questions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which round a command is for. */
final class RoundOption {

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "The round, from 0 (default: the one that is under way).")
  private Integer round;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * @throws ParameterException if it is below 0
   */
  int of(Runner runner, WinnowConfig config) {
    if (round != null && round < 0) {
      throw new ParameterException(
          command.commandLine(), "Rounds count from 0: --round %d is none".formatted(round));
    }
    return round == null
        ? Questions.of(runner.published(), config.jobs().neverStopping(), runner.clock())
            .due()
            .round()
        : round;
  }

  /** As {@link #of}, but by default the last one that has a model. */
  int lastTrained(Runner runner, WinnowConfig config) {
    int asked = of(runner, config);
    boolean trained = runner.published().has(runner.workspace().model(asked));
    return round != null || trained || asked == 0 ? asked : asked - 1;
  }
}
