package io.winnow.cli;

import io.winnow.jobs.labels.Decision;
import picocli.CommandLine.Option;

/** Decides whether an annotator's answers count. */
abstract class AnnotatorCommand extends DecisionCommand {

  @Option(
      names = "--annotator",
      required = true,
      paramLabel = "NAME",
      description = "As the vendor names them.")
  private String annotator;

  AnnotatorCommand(Environment environment) {
    super(environment);
  }

  abstract Decision.OfAnnotator decision(String name);

  @Override
  Decision decision() {
    return decision(annotator);
  }
}
