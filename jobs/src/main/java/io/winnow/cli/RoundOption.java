package io.winnow.cli;

import io.winnow.api.RoundStep;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
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
   * Says it to a step of a round.
   *
   * @throws ParameterException if it is below 0
   */
  <A extends RoundStep<A, ?>> A applyTo(A step) {
    requireNotNegative();
    return round == null ? step : step.round(round);
  }

  /**
   * @throws ParameterException if it is below 0
   */
  int of(Runner runner, WinnowConfig config) {
    requireNotNegative();
    return round == null ? RoundStep.underWay(runner, config) : round;
  }

  private void requireNotNegative() {
    if (round != null && round < 0) {
      throw new ParameterException(
          command.commandLine(), "Rounds count from 0: --round %d is none".formatted(round));
    }
  }
}
