package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.report.ReportJob;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
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
      description =
          "Where to write it; into a folder, as report.html. Without, into the workspace.")
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
  public Integer call() throws IOException {
    Workspace workspace = options.workspace();
    WinnowConfig config = options.config(workspace, List.of());
    Optional<Workspace> played =
        Optional.ofNullable(simulation).map(folder -> WorkspaceOptions.workspace(folder, spec));
    Path file = target == null ? new Path(workspace.root(), ReportJob.FILE) : asked();
    Workspace folder = WorkspaceOptions.workspace(file.getParent().toString(), spec);
    Runner runner = options.session(environment, spec, List.of()).runner(config);
    Outcome outcome = new ReportJob(runner, config.jobs(), played, folder, file.getName()).run();
    return ExitCode.of(outcome).code();
  }

  /** The file; in a folder, if the target exists as one or ends in a slash. */
  private Path asked() throws IOException {
    Workspace named = WorkspaceOptions.workspace(target, spec);
    boolean isFolder = target.endsWith("/") || isFolder(named.files(), named.root());
    return isFolder ? new Path(named.root(), ReportJob.FILE) : named.root();
  }

  private static boolean isFolder(FileSystem files, Path path) throws IOException {
    return files.exists(path) && files.getFileStatus(path).isDirectory();
  }
}
