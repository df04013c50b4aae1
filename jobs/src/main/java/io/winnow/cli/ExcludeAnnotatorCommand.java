package io.winnow.cli;

import io.winnow.jobs.labels.Decision;
import picocli.CommandLine.Command;

@Command(
    name = "exclude",
    description = {
      "Settles all labels anew without an annotator. Nothing is deleted:",
      "'labels include' takes it back."
    })
final class ExcludeAnnotatorCommand extends AnnotatorCommand {

  ExcludeAnnotatorCommand(Environment environment) {
    super(environment);
  }

  @Override
  Decision.OfAnnotator decision(String name) {
    return new Decision.Exclude(name);
  }
}
