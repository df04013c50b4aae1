package io.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.config.ConfigReader;
import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.lineage.Lineage;
import io.winnow.jobs.lineage.LineageText;
import io.winnow.jobs.lineage.Shelves;
import io.winnow.workspace.Json;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "lineage",
    description = {
      "Says what a model or a label store was made from: every run before it, back",
      "to corpus files, deliveries, decisions and settings."
    })
final class LineageCommand implements Callable<Integer> {

  @Mixin private WorkspaceOptions options;

  @Option(
      names = "--of",
      paramLabel = "MODEL|ROUND",
      description = {
        "A model, such as models/0002; the number of a round; labels, or any other",
        "folder of the workspace in which something is published (default: the",
        "newest model; before there is one the labels, then the corpus)."
      })
  private String name;

  @Option(names = "--json", description = "The same for machines, with every setting.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Environment environment;

  LineageCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    Published published =
        new Published(workspace, () -> SparkSessions.start(environment.commandLine()));
    Lineage lineage = Lineage.of(published, asked(new Shelves(published)));
    spec.commandLine()
        .getOut()
        .print(json ? Json.write(lineage) : LineageText.of(lineage, defaults()));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }

  private Shelf asked(Shelves shelves) {
    Shelf newest =
        shelves
            .newest()
            .orElseThrow(
                () ->
                    new StepMissingException(
                        "%s is no workspace: nothing was read into it. Run 'winnow init' to make it one, or give another --workspace"
                            .formatted(shelves.published().workspace())));
    return name == null ? newest : shelves.named(name).orElseThrow(() -> unknown(shelves));
  }

  private ParameterException unknown(Shelves shelves) {
    return new ParameterException(
        spec.commandLine(),
        "--of %s: nothing is published under that name. There is %s"
            .formatted(name, String.join(", ", shelves.names())));
  }

  private static JsonNode defaults() {
    return Json.tree(ConfigReader.read(List.of(), List.of()).resolved());
  }
}
