package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.evaluate.EvaluateJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "evaluate", description = "Measures the round's model on the held-out sentences.")
final class EvaluateCommand extends JobCommand {

  @Mixin private RoundOption round;

  @Option(
      names = "--successor",
      paramLabel = "NAME",
      description = "Measures what 'winnow train --successor NAME' has trained instead.")
  private String successor;

  EvaluateCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    if (successor != null) {
      int trained = round.lastTrained(runner, config);
      return runner.run(EvaluateJob.ofSuccessor(config.score(), trained, successor)).outcome();
    }
    return runner
        .run(new EvaluateJob(config.score(), config.stop(), round.of(runner, config)))
        .outcome();
  }
}
