package io.winnow.cli;

import io.winnow.api.Session;
import io.winnow.api.Winnow;
import io.winnow.jobs.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    description = "Reads sentences into a new workspace and holds some out to measure on.")
final class InitCommand extends JobCommand {

  @Option(
      names = {"-i", "--input"},
      required = true,
      paramLabel = "URI",
      description = {
        "Sentences: text (one a line), JSON lines, CoNLL columns or Parquet;",
        "a file, a folder or a glob."
      })
  private String input;

  @Option(
      names = "--holdout",
      paramLabel = "URI",
      description = "A labelled test set. Without it a random part of the input is held out.")
  private String holdout;

  InitCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Session session) {
    return Winnow.of(session).init().input(input).holdout(holdout).execute().outcome();
  }
}
