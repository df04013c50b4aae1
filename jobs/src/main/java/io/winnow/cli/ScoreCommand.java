package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.score.ScoreJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "score", description = "Lets the last round's model score the pool.")
final class ScoreCommand extends JobCommand {

  @Mixin private RoundOption round;

  ScoreCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(JobContext context, WinnowConfig config) {
    return new ScoreJob(context, config.jobs().score(), round.of(context, config)).run();
  }
}
