package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.api.Winnow;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.status.Status;
import io.winnow.jobs.status.StatusText;
import io.winnow.workspace.Json;
import java.util.List;
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
    Winnow winnow = Winnow.of(options.session(environment, spec, List.of()));
    Status status = winnow.status();
    if (status.heldBy() == null && status.corpus().isEmpty() && status.encoder() == null) {
      throw new StepMissingException(
          "%s is no workspace: nothing was read into it. Run 'winnow init' to make it one, or give another --workspace"
              .formatted(winnow.workspace()));
    }
    spec.commandLine().getOut().print(json ? Json.write(status) : StatusText.of(status));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }
}
