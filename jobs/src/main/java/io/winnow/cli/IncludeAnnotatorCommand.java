package io.winnow.cli;

import io.winnow.jobs.labels.Decision;
import picocli.CommandLine.Command;

@Command(
    name = "include",
    description = {"Settles all labels anew with an annotator who was excluded."})
final class IncludeAnnotatorCommand extends AnnotatorCommand {

  IncludeAnnotatorCommand(Environment environment) {
    super(environment);
  }

  @Override
  Decision.OfAnnotator decision(String name) {
    return new Decision.Include(name);
  }
}
