package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
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
  Outcome run(JobContext context, WinnowConfig config) {
    if (successor != null) {
      int trained = round.lastTrained(context, config);
      return EvaluateJob.ofSuccessor(context, config.jobs().score(), trained, successor).run();
    }
    return new EvaluateJob(
            context, config.jobs().score(), config.jobs().stop(), round.of(context, config))
        .run();
  }
}
