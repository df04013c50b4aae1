package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.train.SuccessorJob;
import io.winnow.jobs.train.TrainJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "train", description = "Fine-tunes the encoder on all labels so far.")
final class TrainCommand extends JobCommand {

  @Mixin private RoundOption round;

  @Option(
      names = "--successor",
      paramLabel = "NAME",
      description = {
        "Trains the encoder that was imported as NAME instead, on the labels and on what the",
        "round's model is sure of in the pool (train.successor); the round stays as it is."
      })
  private String successor;

  TrainCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    if (successor != null) {
      int trained = round.lastTrained(runner, config);
      return runner
          .run(new SuccessorJob(config.train(), config.score(), trained, successor))
          .outcome();
    }
    return runner.run(new TrainJob(config.train(), round.of(runner, config))).outcome();
  }
}
