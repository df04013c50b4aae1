package io.winnow.cli;

import io.winnow.cli.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.labels.DecideJob;
import io.winnow.jobs.labels.Decision;
import io.winnow.jobs.merge.MergeJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "exclude",
    description = {
      "Settles all labels anew without an annotator. Nothing is deleted:",
      "'labels include' takes it back."
    })
final class ExcludeAnnotatorCommand extends JobCommand {

  @Option(
      names = "--annotator",
      required = true,
      paramLabel = "NAME",
      description = "As the vendor names them.")
  private String annotator;

  ExcludeAnnotatorCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(JobContext context, WinnowConfig config) {
    new DecideJob(context, new Decision.Exclude(annotator)).run();
    return new MergeJob(context, config.merge(), settings(config).deadline(context.clock())).run();
  }
}
