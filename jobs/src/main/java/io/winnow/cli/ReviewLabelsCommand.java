package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.review.ReviewJob;
import picocli.CommandLine.Command;

@Command(
    name = "review",
    description = {
      "Ranks all labels by how likely they are wrong: what a model, trained on",
      "the others, finds improbable. Shows the ten worst."
    })
final class ReviewLabelsCommand extends JobCommand {

  ReviewLabelsCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    return runner.run(new ReviewJob(config.review(), config.train())).outcome();
  }
}
