package io.winnow.cli;

import io.winnow.cli.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.train.TrainJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "train", description = "Fine-tunes the encoder on all labels so far.")
final class TrainCommand extends JobCommand {

  @Mixin private RoundOption round;

  TrainCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(JobContext context, WinnowConfig config) {
    return new TrainJob(context, config.train(), round.of(context, config)).run();
  }
}
