package io.winnow.cli;

import io.winnow.api.Session;
import io.winnow.config.WinnowConfig;
import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.exchange.OffsetUnit;
import io.winnow.exchange.ToolFormat;
import io.winnow.exchange.VendorImport;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.exchange.VendorJobs;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The commands {@code winnow vendor ...}. */
final class VendorCommands {

  private VendorCommands() {}

  private static <T> T converted(String name, Function<String, T> conversion) {
    try {
      return conversion.apply(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Which tool a file is for or from. */
  static final class FormatOption {

    @Option(
        names = "--format",
        required = true,
        paramLabel = "FORMAT",
        converter = ByName.class,
        description = "label-studio, doccano, prodigy or conll.")
    private ToolFormat format;

    ToolFormat value() {
      return format;
    }

    static final class ByName implements ITypeConverter<ToolFormat> {

      @Override
      public ToolFormat convert(String name) {
        return converted(name, ToolFormat::named);
      }
    }
  }

  @Command(
      name = "simulate",
      description = "Answers a round's batches from gold, with errors, as a vendor would.")
  static final class SimulateVendorCommand extends JobCommand {

    @Mixin private RoundOption round;

    @Option(
        names = "--annotators",
        paramLabel = "N",
        description = "How many (default: vendor.annotators-per-sentence).")
    private Integer annotators;

    @Option(
        names = "--missed",
        paramLabel = "SHARE",
        defaultValue = "0",
        description = "Spans that an annotator overlooks (default: ${DEFAULT-VALUE}).")
    private double missed;

    @Option(
        names = "--wrong-type",
        paramLabel = "SHARE",
        defaultValue = "0",
        description = "Spans that get a wrong type (default: ${DEFAULT-VALUE}).")
    private double wrongType;

    @Option(
        names = "--wrong-boundary",
        paramLabel = "SHARE",
        defaultValue = "0",
        description = "Spans that are cut wrongly (default: ${DEFAULT-VALUE}).")
    private double wrongBoundary;

    @Spec private CommandSpec command;

    SimulateVendorCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      return hold(session, this::simulate);
    }

    private Outcome simulate(Runner runner, WinnowConfig config) {
      int crew = annotators == null ? config.jobs().handoff().annotatorsPerSentence() : annotators;
      if (crew < 1) {
        throw new ParameterException(
            command.commandLine(), "--annotators must be at least 1, not %d".formatted(crew));
      }
      return new VendorJobs(runner, round.of(runner, config)).simulate(crew, errors());
    }

    private ErrorRates errors() {
      try {
        return new ErrorRates(missed, wrongType, wrongBoundary);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(command.commandLine(), e.getMessage(), e);
      }
    }
  }

  @Command(
      name = "export",
      description = "Writes a round's batches for another annotation tool, suggestions marked.")
  static final class VendorExportCommand extends JobCommand {

    @Mixin private RoundOption round;

    @Mixin private FormatOption format;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "FOLDER",
        description = "Absent or empty; one file a batch.")
    private String folder;

    VendorExportCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      return hold(
          session,
          (runner, config) ->
              new VendorJobs(runner, round.of(runner, config))
                  .export(format.value(), new Path(folder)));
    }
  }

  @Command(
      name = "import",
      description = {
        "Puts what another annotation tool exported into a round's inbox,",
        "where 'winnow merge' checks it like any return."
      })
  static final class VendorImportCommand extends JobCommand {

    @Mixin private RoundOption round;

    @Mixin private FormatOption format;

    @Option(
        names = "--annotator",
        paramLabel = "NAME",
        description = {
          "Who answered where the export does not say.",
          "doccano's and CoNLL columns never do."
        })
    private String annotator;

    @Option(
        names = "--offsets",
        paramLabel = "UNIT",
        converter = ByName.class,
        description = {
          "code-points, utf-16 or graphemes, if it is not the tool's usual:",
          "a doccano project may count grapheme clusters."
        })
    private OffsetUnit offsets;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Exports, in order.")
    private List<String> files;

    @Spec private CommandSpec command;

    VendorImportCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      if (annotator == null && !format.value().namesAnnotators()) {
        throw new ParameterException(
            command.commandLine(),
            "An export of %s does not say who answered: give --annotator NAME"
                .formatted(format.value()));
      }
      VendorImport settings =
          new VendorImport(
              format.value(), Optional.ofNullable(offsets), Optional.ofNullable(annotator));
      List<Path> paths = files.stream().map(Path::new).toList();
      return hold(
          session,
          (runner, config) ->
              new VendorJobs(runner, round.of(runner, config)).importReturn(settings, paths));
    }

    static final class ByName implements ITypeConverter<OffsetUnit> {

      @Override
      public OffsetUnit convert(String name) {
        return converted(name, OffsetUnit::named);
      }
    }
  }
}
