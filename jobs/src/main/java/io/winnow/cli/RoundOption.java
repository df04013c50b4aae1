package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.round.Due;
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
  int of(JobContext context, WinnowConfig config) {
    if (round != null && round < 0) {
      throw new ParameterException(
          command.commandLine(), "Rounds count from 0: --round %d is none".formatted(round));
    }
    return round == null
        ? Due.in(
                context.workspace(),
                config.jobs().merge(),
                config.jobs().round(),
                config.jobs().stop().neverEnding(),
                config.jobs().deadline(context.clock()))
            .round()
        : round;
  }

  /** As {@link #of}, but by default the last one that has a model. */
  int lastTrained(JobContext context, WinnowConfig config) {
    int asked = of(context, config);
    boolean trained = context.workspace().model(asked).latest().isPresent();
    return round != null || trained || asked == 0 ? asked : asked - 1;
  }
}
