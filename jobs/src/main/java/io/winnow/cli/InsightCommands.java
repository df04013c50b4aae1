package io.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.api.Session;
import io.winnow.api.Winnow;
import io.winnow.api.WinnowTables;
import io.winnow.config.ConfigReader;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.lineage.Lineage;
import io.winnow.jobs.lineage.LineageText;
import io.winnow.jobs.lineage.Shelves;
import io.winnow.jobs.report.ReportJob;
import io.winnow.jobs.status.Status;
import io.winnow.jobs.status.StatusText;
import io.winnow.workspace.Json;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that say where a workspace stands and how it got there. */
final class InsightCommands {

  private InsightCommands() {}

  @Command(name = "status", description = "Shows the status of a workspace and what to do next.")
  static int status(
      @Mixin WorkspaceOptions options,
      @Option(names = "--json", description = "The same as JSON.") boolean json) {
    Winnow winnow = Winnow.of(options.session(List.of()));
    Status status = winnow.status();
    if (status.heldBy() == null && status.corpus().isEmpty() && status.encoder() == null) {
      throw noWorkspace(winnow.workspace());
    }
    return options.print(json ? Json.write(status) : StatusText.of(status));
  }

  @Command(
      name = "tables",
      description = {
        "Says where the newest tables of a workspace lie, such as labels, scores and",
        "disputes, for tools that read Parquet: DuckDB, pandas, load_dataset."
      })
  static int tables(
      @Mixin WorkspaceOptions options,
      @Parameters(
              arity = "0..1",
              paramLabel = "TABLE",
              description = "Print the folders of this table alone, one a line.")
          String name,
      @Option(names = "--json", description = "All folders as JSON.") boolean json,
      @Option(names = "--sql", description = "A view for each table, for DuckDB.") boolean sql) {
    Session session = options.session(List.of());
    Published published = new Published(session.workspace(), session.host().spark());
    if (published.latest(session.workspace().corpus()).isEmpty()) {
      throw noWorkspace(session.workspace().toString());
    }
    TableFolders tables = TableFolders.of(WinnowTables.of(published));
    if (name == null) {
      return options.print(json ? tables.json() : sql ? tables.sql() : tables.text());
    }
    if (!tables.folders().containsKey(name)) {
      throw options.refused(
          "'%s' is no table; there are %s"
              .formatted(name, String.join(", ", tables.folders().keySet())));
    }
    TableFolders one = tables.only(name);
    if (one.isEmpty()) {
      throw new StepMissingException(
          "%s has no table '%s' yet: 'winnow status' says what is due"
              .formatted(session.workspace(), name));
    }
    return options.print(json ? one.json() : sql ? one.sql() : one.lines());
  }

  private static StepMissingException noWorkspace(String folder) {
    return new StepMissingException(
        "%s is no workspace: it has no corpus. Run 'winnow init' to make it one, or give another --workspace"
            .formatted(folder));
  }

  @Command(
      name = "lineage",
      description = {
        "Says what a model or a label store was made from: every run before it, back",
        "to corpus files, deliveries, decisions and settings."
      })
  static int lineage(
      @Mixin WorkspaceOptions options,
      @Option(
              names = "--of",
              paramLabel = "MODEL|ROUND",
              description = {
                "A model, such as models/0002; the number of a round; labels, or any other",
                "folder of the workspace in which something is published (default: the",
                "newest model; before there is one the labels, then the corpus)."
              })
          String name,
      @Option(names = "--json", description = "The same for machines, with every setting.")
          boolean json) {
    Session session = options.session(List.of());
    Published published = new Published(session.workspace(), session.host().spark());
    Shelves shelves = new Shelves(published);
    Shelf newest = shelves.newest().orElseThrow(() -> noWorkspace(session.workspace().toString()));
    Shelf asked =
        name == null
            ? newest
            : shelves
                .named(name)
                .orElseThrow(
                    () ->
                        options.refused(
                            "--of %s: nothing is published under that name. There is %s"
                                .formatted(name, String.join(", ", shelves.names()))));
    Lineage lineage = Lineage.of(published, asked);
    JsonNode defaults = Json.tree(ConfigReader.read(List.of(), List.of()).resolved());
    return options.print(json ? Json.write(lineage) : LineageText.of(lineage, defaults));
  }

  @Command(
      name = "report",
      description = {
        "Writes the status and history of a workspace as one HTML file.",
        "'winnow round' and 'winnow demo' do this at their end."
      })
  static int report(
      @Mixin WorkspaceOptions options,
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description =
                  "Where to write it; into a folder, as report.html. Without, into the workspace.")
          String target,
      @Option(
              names = "--simulation",
              paramLabel = "FOLDER",
              description =
                  "The folder of a 'winnow simulate' on similar data: adds random selection and,"
                      + " with --full, a model of all data to the curve.")
          String simulation)
      throws IOException {
    Session session = options.session(List.of());
    WinnowConfig config = session.config();
    Optional<Workspace> played = Optional.ofNullable(simulation).map(options::workspace);
    Path file =
        target == null
            ? new Path(session.workspace().root(), ReportJob.FILE)
            : fileAt(options.workspace(target), target.endsWith("/"));
    Workspace folder = options.workspace(file.getParent().toString());
    return ExitCode.of(
            new ReportJob(session.runner(config), config.jobs(), played, folder, file.getName())
                .run())
        .code();
  }

  /** The file; in a folder, if the target exists as one or was written as one. */
  private static Path fileAt(Workspace target, boolean isFolder) throws IOException {
    Path path = target.root();
    boolean exists = target.files().exists(path);
    return isFolder || exists && target.files().getFileStatus(path).isDirectory()
        ? new Path(path, ReportJob.FILE)
        : path;
  }
}
