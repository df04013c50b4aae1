package io.winnow.cli;

import io.winnow.api.Session;
import io.winnow.api.Winnow;
import io.winnow.jobs.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "select",
    description = "Chooses the sentences to label and writes the annotation batches.")
final class SelectCommand extends JobCommand {

  @Mixin private RoundOption round;

  SelectCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Session session) {
    return round.applyTo(Winnow.of(session).select()).execute().outcome();
  }
}
