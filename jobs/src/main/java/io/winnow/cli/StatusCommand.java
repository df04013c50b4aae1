package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.status.Status;
import io.winnow.jobs.status.StatusText;
import io.winnow.workspace.Json;
import io.winnow.workspace.Lease;
import io.winnow.workspace.LeaseHolder;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "status", description = "Says where a workspace stands and what to do next.")
final class StatusCommand implements Callable<Integer> {

  @Mixin private WorkspaceOptions options;

  @Option(names = "--json", description = "The same for machines.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Environment environment;

  StatusCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    WinnowConfig config = options.config(workspace, List.of());
    Optional<LeaseHolder> holder =
        Lease.livingHolder(workspace, Environment.host(), environment.clock().instant());
    Published published =
        Published.in(workspace, () -> SparkSessions.start(environment.commandLine()));
    Status status = Status.of(published, config.jobs(), environment.clock(), holder);
    if (holder.isEmpty() && status.corpus().isEmpty() && status.encoder() == null) {
      throw new StepMissingException(
          "%s is no workspace: nothing was read into it. Run 'winnow init' to make it one, or give another --workspace"
              .formatted(workspace));
    }
    spec.commandLine().getOut().print(json ? Json.write(status) : StatusText.of(status));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }
}
