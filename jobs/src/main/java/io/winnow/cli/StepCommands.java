package io.winnow.cli;

import io.winnow.api.Session;
import io.winnow.api.Winnow;
import io.winnow.jobs.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands that are no more than a job and its settings. */
final class StepCommands {

  private StepCommands() {}

  @Command(name = "round", description = "Does whatever is due until the vendor is awaited.")
  static final class RoundCommand extends JobCommand {

    RoundCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      return Winnow.of(session).round().execute().outcome();
    }
  }

  @Command(name = "score", description = "Lets the last round's model score the pool.")
  static final class ScoreCommand extends JobCommand {

    @Mixin private RoundOption round;

    ScoreCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      return round.applyTo(Winnow.of(session).score()).execute().outcome();
    }
  }

  @Command(
      name = "merge",
      description = "Checks what the vendor returned, settles it, adds it to the labels.")
  static final class MergeCommand extends JobCommand {

    MergeCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      return Winnow.of(session).merge().execute().outcome();
    }
  }

  @Command(name = "train", description = "Fine-tunes the encoder on all labels so far.")
  static final class TrainCommand extends JobCommand {

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
    Outcome run(Session session) {
      return round.applyTo(Winnow.of(session).train()).successor(successor).execute().outcome();
    }
  }

  @Command(name = "evaluate", description = "Measures the round's model on the held-out sentences.")
  static final class EvaluateCommand extends JobCommand {

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
    Outcome run(Session session) {
      return round.applyTo(Winnow.of(session).evaluate()).successor(successor).execute().outcome();
    }
  }
}
