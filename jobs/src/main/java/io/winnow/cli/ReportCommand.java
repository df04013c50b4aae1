package io.winnow.cli;

import io.winnow.cli.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.report.ReportJob;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = {
      "Tells in one HTML file where a workspace stands and how it got there.",
      "'winnow round' and 'winnow demo' do this at their end."
    })
final class ReportCommand implements Callable<Integer> {

  @Mixin private WorkspaceOptions options;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where to write it. Without, to report.html in the workspace.")
  private String target;

  @Option(
      names = "--simulation",
      paramLabel = "FOLDER",
      description =
          "What 'winnow simulate' played on data like these: shows the rounds beside a choice at random and, with --full, a model of all the data.")
  private String simulation;

  @Spec private CommandSpec spec;

  private final Environment environment;

  ReportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    WinnowConfig config = options.config(workspace, List.of());
    return new Session(environment, spec)
        .look(workspace, config, context -> report(context, config));
  }

  private Outcome report(JobContext context, WinnowConfig config) {
    Optional<Workspace> played =
        Optional.ofNullable(simulation).map(folder -> WorkspaceOptions.workspace(folder, spec));
    int slash = target == null ? -1 : target.lastIndexOf('/');
    Workspace folder =
        target == null
            ? context.workspace()
            : WorkspaceOptions.workspace(slash < 0 ? "." : target.substring(0, slash + 1), spec);
    String file = target == null ? ReportJob.FILE : target.substring(slash + 1);
    return new ReportJob(context, config.jobs(), played, folder, file).run();
  }
}
