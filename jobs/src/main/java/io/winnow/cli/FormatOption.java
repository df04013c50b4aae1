package io.winnow.cli;

import io.winnow.exchange.ToolFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which tool a file is for or from. */
final class FormatOption {

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
      try {
        return ToolFormat.named(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
