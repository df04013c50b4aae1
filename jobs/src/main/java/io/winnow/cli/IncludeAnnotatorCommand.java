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
    name = "include",
    description = {"Settles all labels anew with an annotator who was excluded."})
final class IncludeAnnotatorCommand extends JobCommand {

  @Option(
      names = "--annotator",
      required = true,
      paramLabel = "NAME",
      description = "As the vendor names them.")
  private String annotator;

  IncludeAnnotatorCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(JobContext context, WinnowConfig config) {
    new DecideJob(context, new Decision.Include(annotator)).run();
    return new MergeJob(context, config.merge(), settings(config).deadline(context.clock())).run();
  }
}
