package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.cli.TerminalConsole.Watcher;
import io.winnow.cli.WorkspaceOptions.ConfigOptions;
import io.winnow.columns.ColumnChoice;
import io.winnow.config.WinnowConfig;
import io.winnow.display.Printable;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.Published;
import io.winnow.jobs.ingest.InputFormat;
import io.winnow.jobs.ingest.SentenceStream;
import io.winnow.jobs.tag.TagForm;
import io.winnow.jobs.tag.TagJob;
import io.winnow.jobs.tag.TagJob.OutputException;
import io.winnow.jobs.tag.TagModel;
import io.winnow.jobs.tag.Wanted;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import io.winnow.model.files.InvalidModelException;
import io.winnow.spark.LocalFolder;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "tag",
    description = {
      "Finds the entities of a stream of texts, without Spark:",
      "in a terminal marked in the text, in a pipe as JSON lines."
    })
final class TagCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";
  private static final String HADOOP = "spark.hadoop.";
  private static final Pattern ROUND = Pattern.compile("\\d{1,9}");

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "URI",
      description = "The workspace whose newest model is used.")
  private String workspace;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = {
        "Another model: a round of the workspace, such as 3,",
        "or a model folder; then no workspace is needed."
      })
  private String model;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      description = {
        "What is written: highlight, jsonl or conll (default:",
        "highlight in a terminal, else jsonl)."
      })
  private TagForm form;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = {
        "What is read: text (one a line), jsonl (also arrays and",
        "tools' exports), conll, csv, parquet, brat, pubtator or",
        "bioc (default: by the file's name, else text)."
      })
  private InputFormat format = InputFormat.AUTO;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = {
        "A charset's name, such as windows-1252 (default: UTF-8,",
        "or what the file's byte order mark says)."
      })
  private TextEncoding encoding;

  @Option(
      names = "--word-column",
      paramLabel = "COLUMN",
      defaultValue = "auto",
      description = {
        "Of conll: where the words are, a number from 1 or the",
        "column's name (default: found)."
      })
  private ColumnChoice wordColumn;

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "Only these entity types, such as PER,LOC (default: all).")
  private List<String> types = List.of();

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description = "Only entities of at least this confidence, 0 to 1.")
  private double minConfidence;

  @Mixin private ConfigOptions settings;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = {
        "Texts: files, folders or globs on any Hadoop file",
        "system, .gz too; - or none is standard input."
      })
  private List<String> files = List.of();

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    Wanted wanted = new Wanted(Set.copyOf(types), minConfidence);
    // Loading the engine takes longest: find the model at the same time.
    CompletableFuture<Void> engine = CompletableFuture.runAsync(Torch::prepare);
    Configuration hadoop = hadoop();
    Optional<Workspace> home =
        Optional.ofNullable(workspace).map(uri -> WorkspaceOptions.workspace(uri, hadoop, command));
    WinnowConfig config = settings.config(home);
    StandardStreams streams = Main.environment(command).streams();
    List<Supplier<SentenceStream>> inputs = inputs(hadoop, streams);
    try (LocalFolder folder = LocalFolder.of(model(home, hadoop), hadoop)) {
      engine.join();
      new TagJob(
              folder.path(),
              config.jobs().score(),
              Runtime.getRuntime().availableProcessors(),
              wanted,
              form(streams),
              streams.ink(),
              classifier -> invite(classifier, streams),
              this::warn)
          .run(inputs, streams.out());
    } catch (OutputException e) {
      if (!e.nobodyReads()) {
        throw e;
      }
    }
    return ExitCode.DONE.code();
  }

  private Path model(Optional<Workspace> home, Configuration hadoop) throws IOException {
    if (model != null && home.isPresent() && ROUND.matcher(model).matches()) {
      return TagModel.folder(published(home.get()), Optional.of(Integer.valueOf(model)));
    }
    if (model != null) {
      Path folder = new Path(model);
      if (!folder.getFileSystem(hadoop).exists(folder)) {
        throw new InvalidModelException(
            "There is no folder %s; --model takes a model folder or, with --workspace, a round such as 3"
                .formatted(model));
      }
      return folder;
    }
    Workspace newest =
        home.orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    "Which model? Give --workspace, whose newest one is used, or a model folder"
                        + " with --model"));
    return TagModel.folder(published(newest), Optional.empty());
  }

  private Published published(Workspace workspace) {
    return new Published(
        workspace, () -> SparkSessions.start(Main.environment(command).commandLine()));
  }

  private List<Supplier<SentenceStream>> inputs(Configuration hadoop, StandardStreams streams) {
    List<String> asked = files.isEmpty() ? List.of(STANDARD_INPUT) : files;
    SentenceStream.Reading reading = new SentenceStream.Reading(format, encoding, wordColumn);
    List<Supplier<SentenceStream>> inputs = new ArrayList<>();
    for (String file : asked) {
      if (file.equals(STANDARD_INPUT)) {
        inputs.add(() -> new SentenceStream(streams.in(), "standard input", reading));
      } else {
        inputs.addAll(SentenceStream.open(hadoop, file, reading));
      }
    }
    return inputs;
  }

  private TagForm form(StandardStreams streams) {
    if (form != null) {
      return form;
    }
    return streams.outLeadsTo() == Watcher.PERSON ? TagForm.HIGHLIGHT : TagForm.JSONL;
  }

  /** Says how labels of another scheme are read; tells a person at a terminal what to type. */
  private void invite(TokenClassifier classifier, StandardStreams streams) {
    if (!classifier.tags().isIob2()) {
      warn("the model's labels are read as " + classifier.labelsRead());
    }
    if (files.isEmpty() && streams.inComesFrom() == Watcher.PERSON) {
      warn(
          "finds %s; type a text and Enter, Ctrl-D ends"
              .formatted(String.join(", ", classifier.scheme().types())));
    }
  }

  private void warn(String message) {
    PrintWriter err = command.commandLine().getErr();
    err.println("winnow: " + Printable.text(message));
    err.flush();
  }

  /**
   * Hadoop's settings without Spark: those of {@code core-site.xml} and, as Spark has it, of the
   * {@code spark.hadoop.*} among Java's properties. Asking Spark itself takes half a second.
   */
  private static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith(HADOOP)) {
        hadoop.set(key.substring(HADOOP.length()), System.getProperty(key));
      }
    }
    return hadoop;
  }
}
