package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.exchange.OffsetUnit;
import io.winnow.exchange.ToolFormat.NamesAnnotators;
import io.winnow.exchange.VendorImport;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.exchange.VendorImportJob;
import java.util.List;
import java.util.Optional;
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

@Command(
    name = "import",
    description = {
      "Puts what another annotation tool exported into a round's inbox,",
      "where 'winnow merge' checks it like any return."
    })
final class VendorImportCommand extends JobCommand {

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
  Outcome run(Runner runner, WinnowConfig config) {
    if (annotator == null && format.value().annotators() == NamesAnnotators.NO) {
      throw new ParameterException(
          command.commandLine(),
          "An export of %s does not say who answered: give --annotator NAME"
              .formatted(format.value()));
    }
    VendorImport settings =
        new VendorImport(
            format.value(), Optional.ofNullable(offsets), Optional.ofNullable(annotator));
    List<Path> paths = files.stream().map(Path::new).toList();
    return new VendorImportJob(runner, round.of(runner, config), settings, paths).run();
  }

  static final class ByName implements ITypeConverter<OffsetUnit> {

    @Override
    public OffsetUnit convert(String name) {
      try {
        return OffsetUnit.named(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
