package io.winnow.cli;

import io.winnow.cli.WorkspaceOptions.RoundOption;
import io.winnow.columns.ColumnChoice;
import io.winnow.columns.ColumnQuery;
import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.exchange.ToolFormat;
import io.winnow.exchange.VendorImport;
import io.winnow.files.TextEncoding;
import io.winnow.foreign.NamedFile;
import io.winnow.jobs.exchange.VendorJobs;
import io.winnow.text.OffsetUnit;
import io.winnow.workspace.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands {@code winnow vendor ...}. */
final class VendorCommands {

  private VendorCommands() {}

  @Command(
      name = "simulate",
      description = "Annotates a round's batches from gold labels, with errors, as a vendor would.")
  static int simulate(
      @Mixin WorkspaceOptions options,
      @Mixin RoundOption round,
      @Option(
              names = "--annotators",
              paramLabel = "N",
              description = "How many (default: vendor.annotators-per-sentence).")
          Integer annotators,
      @Option(
              names = "--missed",
              paramLabel = "SHARE",
              defaultValue = "0",
              description = "Spans that an annotator misses (default: ${DEFAULT-VALUE}).")
          double missed,
      @Option(
              names = "--wrong-type",
              paramLabel = "SHARE",
              defaultValue = "0",
              description = "Spans that get a wrong type (default: ${DEFAULT-VALUE}).")
          double wrongType,
      @Option(
              names = "--wrong-boundary",
              paramLabel = "SHARE",
              defaultValue = "0",
              description = "Spans with wrong boundaries (default: ${DEFAULT-VALUE}).")
          double wrongBoundary) {
    return options.hold(
        (runner, config) -> {
          int crew =
              annotators == null ? config.jobs().handoff().annotatorsPerSentence() : annotators;
          if (crew < 1) {
            throw options.refused("--annotators must be at least 1, not %d".formatted(crew));
          }
          ErrorRates errors;
          try {
            errors = new ErrorRates(missed, wrongType, wrongBoundary);
          } catch (IllegalArgumentException e) {
            throw options.refused(e.getMessage());
          }
          return new VendorJobs(runner, round.of(runner, config)).simulate(crew, errors);
        });
  }

  /** Which tool a file is for or from. */
  static final class FormatOption {

    @Option(
        names = "--format",
        required = true,
        paramLabel = "FORMAT",
        description = "label-studio, doccano, prodigy or conll.")
    private ToolFormat tool;
  }

  @Command(
      name = "export",
      description = "Writes a round's batches for another annotation tool, suggestions marked.")
  static int exportBatches(
      @Mixin WorkspaceOptions options,
      @Mixin RoundOption round,
      @Mixin FormatOption format,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FOLDER",
              description = "A new or empty folder; gets one file per batch.")
          String folder) {
    return options.hold(
        (runner, config) ->
            new VendorJobs(runner, round.of(runner, config)).export(format.tool, new Path(folder)));
  }

  @Command(
      name = "import",
      description = {
        "Puts what another annotation tool exported into a round's inbox,",
        "where 'winnow merge' validates it like any return."
      })
  static int importReturns(
      @Mixin WorkspaceOptions options,
      @Mixin RoundOption round,
      @Mixin FormatOption format,
      @Option(
              names = "--annotator",
              paramLabel = "NAME",
              description = {
                "The annotator, if the export does not say.",
                "doccano's and CoNLL columns never do."
              })
          String annotator,
      @Option(
              names = "--offsets",
              paramLabel = "UNIT",
              description = {
                "code-points, utf-16, graphemes or bytes (default: the tool's usual,",
                "unless the spans of a file fit another unit only)."
              })
          OffsetUnit offsets,
      @Option(
              names = "--encoding",
              paramLabel = "NAME",
              defaultValue = "auto",
              description = {
                "A charset's name, such as windows-1252 (default: UTF-8,",
                "or what the file's byte order mark says)."
              })
          TextEncoding encoding,
      @Option(
              names = "--word-column",
              paramLabel = "COLUMN",
              defaultValue = "auto",
              description = {
                "Of CoNLL: the words' column, by number (1 is the first, -1 the last)",
                "or by its name in the file (default: found by what it holds)."
              })
          ColumnChoice word,
      @Option(
              names = "--tag-column",
              paramLabel = "COLUMN",
              defaultValue = "auto",
              description = "Of CoNLL: the tags' column, likewise.")
          ColumnChoice tag,
      @Option(names = "--json", description = "Print what was read as JSON.") boolean json,
      @Parameters(arity = "1..*", paramLabel = "FILE", description = "Exports, in order.")
          List<String> files) {
    List<Path> paths = files.stream().map(NamedFile::path).toList();
    return options.run(
        List.of(),
        session -> {
          if (annotator == null && !format.tool.namesAnnotators()) {
            throw options.refused(
                "An export of %s does not name the annotator: give --annotator NAME"
                    .formatted(format.tool));
          }
          return session.hold(
              (runner, config) ->
                  new VendorJobs(runner, round.of(runner, config))
                      .importReturn(
                          new VendorImport(
                              format.tool,
                              Optional.ofNullable(offsets),
                              Optional.ofNullable(annotator),
                              encoding,
                              config.jobs().labels().typeMap(),
                              config.jobs().handoff().maxUnchangedShare(),
                              config.jobs().merge().limits(),
                              new ColumnQuery(word, tag, Set.of(), List.of(), "--")),
                          paths,
                          json
                              ? intake -> options.print(Json.write(intake))
                              : intake -> runner.console().say(intake.text())),
              Function.identity());
        });
  }
}
