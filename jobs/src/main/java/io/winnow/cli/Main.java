package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.api.Versions;
import io.winnow.columns.ColumnChoice;
import io.winnow.exchange.DataSetFormat;
import io.winnow.exchange.ToolFormat;
import io.winnow.files.RunFolder;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.corpus.SearchQuery.Part;
import io.winnow.jobs.ingest.InputFormat;
import io.winnow.jobs.ingest.SentenceStream;
import io.winnow.jobs.tag.TagForm;
import io.winnow.model.tags.TagScheme;
import io.winnow.process.Stop;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.weak.WeakRules.LetterCase;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkUserAppException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The {@code winnow} command; the class that spark-submit starts, too. */
@Command(
    name = "winnow",
    synopsisSubcommandLabel = "COMMAND",
    description = "Active learning for named entities on Apache Spark.")
public final class Main {

  private static final String NO_LOG = "(no log file)";

  @Mixin private final Volume volume = new Volume();

  private final Environment environment;

  private Main(Environment outside) {
    environment = outside.at(volume);
  }

  /**
   * @throws SparkUserAppException with the exit code, where something else than Java called this
   */
  public static void main(String[] arguments) throws SparkUserAppException {
    // Figures look alike on every machine: people paste them into scripts and tickets.
    Locale.setDefault(Locale.ROOT);
    Interruption interruption = new Interruption(Thread.currentThread());
    Ending ending = Ending.of();
    int code;
    try {
      ProcessFiles.settle();
      CommandLog.begin();
      interruption.watch();
      code = commandLine(Environment.of(arguments), CommandLog.place(NO_LOG)).execute(arguments);
    } catch (Error e) {
      // Out of memory, a missing --add-opens, natives that can't be loaded.
      LoggerFactory.getLogger(Failures.LOG_NAME).debug("winnow failed", e);
      code = failed("winnow: %s%n  details: %s".formatted(e, CommandLog.place(NO_LOG)));
    } catch (UncheckedIOException e) {
      // Nowhere to put temporary files: no command works.
      code = failed("winnow: " + e.getMessage());
    }
    // If this thread was interrupted, that has done its work: what follows must not stop half-way.
    Thread.interrupted();
    ending.closeSpark();
    RunFolder.closeAll();
    interruption.commandEnded();
    ending.tell(code);
  }

  private static int failed(String message) {
    if (!Stop.isAsked()) {
      System.err.println(message);
    }
    return ExitCode.FAILURE.code();
  }

  /** What a command was given beside its options. */
  static Environment environment(CommandSpec command) {
    return ((Main) command.root().userObject()).environment;
  }

  /** The command, with those below it that may be meant; where it writes to may still be set. */
  static CommandLine commandLine(Environment outside, String logFile) {
    Main top = new Main(outside);
    CommandLine winnow = new CommandLine(top);
    CommandTree.ofWinnow().addTo(winnow, outside.arguments());
    convert(winnow, EntitySpan.class, EntitySpan::parse);
    convert(winnow, ToolFormat.class, ToolFormat::named);
    convert(winnow, DataSetFormat.class, DataSetFormat::named);
    convert(winnow, OffsetUnit.class, OffsetUnit::named);
    convert(winnow, TextEncoding.class, TextEncoding::named);
    convert(winnow, ColumnChoice.class, ColumnChoice::new);
    convert(winnow, TagForm.class, name -> named(name, List.of(TagForm.values())));
    convert(winnow, TagScheme.class, name -> named(name, List.of(TagScheme.values())));
    convert(winnow, InputFormat.class, name -> named(name, SentenceStream.FORMATS));
    convert(winnow, Part.class, name -> named(name, List.of(Part.values())));
    convert(winnow, LetterCase.class, name -> named(name, List.of(LetterCase.values())));
    winnow.setUsageHelpWidth(80);
    winnow.setExecutionExceptionHandler(new Failures(logFile, top.volume));
    winnow.setParameterExceptionHandler(Interruption.before(winnow.getParameterExceptionHandler()));
    Map<String, String> exitCodes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values())
        .forEach(code -> exitCodes.put(Integer.toString(code.code()), code.meaning()));
    explain(winnow, exitCodes);
    return winnow;
  }

  /**
   * @param reader says by an IllegalArgumentException what is wrong with a text
   */
  private static <T> void convert(CommandLine winnow, Class<T> type, Function<String, T> reader) {
    winnow.registerConverter(
        type,
        text -> {
          try {
            return reader.apply(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
          }
        });
  }

  private static <E extends Enum<E>> E named(String name, List<E> known) {
    return known.stream()
        .filter(one -> one.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(name, known.toString().toLowerCase(Locale.ROOT))));
  }

  /** Gives the command, and all below it, {@code --help} and the list of exit codes. */
  private static void explain(CommandLine command, Map<String, String> exitCodes) {
    CommandSpec spec = command.getCommandSpec();
    spec.versionProvider(new Version());
    if (spec.findOption("--help") == null) {
      // Not picocli's own mixin: commands that are methods would take its options for their first.
      spec.addMixin("help", CommandSpec.forAnnotatedObject(new Help()));
    }
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
    spec.usageMessage().exitCodeList(exitCodes);
    command.getSubcommands().values().forEach(below -> explain(below, exitCodes));
  }

  private static final class Help {

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help message and exit.")
    private boolean help;

    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "Print version information and exit.")
    private boolean version;
  }

  /** For {@code --version}. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"winnow " + Versions.winnow()};
    }
  }
}
