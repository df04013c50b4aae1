package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
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
  Outcome run(Runner runner, WinnowConfig config) {
    return runner.run(new ScoreJob(config.score(), round.of(runner, config))).outcome();
  }
}
