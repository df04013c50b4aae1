package io.winnow.cli;

import io.winnow.jobs.labels.Decision;
import io.winnow.jobs.labels.Decisions.Settlement;
import io.winnow.text.EntitySpan;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "settle",
    description = "Takes a person's word on a sentence, whatever annotators say.")
final class SettleCommand extends DecisionCommand {

  @Option(
      names = "--sentence",
      required = true,
      paramLabel = "ID",
      description = "See 'labels disputes'.")
  private String sentence;

  @Option(
      names = "--span",
      paramLabel = "FROM-TO:TYPE",
      converter = SpanConverter.class,
      description = {
        "An entity: its first word, counted from 0, one past its last, its type,",
        "such as 3-5:PER. Give one for each; none: the sentence holds no entity."
      })
  private List<EntitySpan> spans = List.of();

  @Option(
      names = "--by",
      required = true,
      paramLabel = "NAME",
      description = "Who decides; goes into the label's lineage.")
  private String by;

  SettleCommand(Environment environment) {
    super(environment);
  }

  @Override
  Decision decision() {
    return new Decision.Settle(sentence, new Settlement(spans, by));
  }

  /** Reads {@code 3-5:PER}. */
  static final class SpanConverter implements ITypeConverter<EntitySpan> {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})-(\\d{1,6}):(.+)");

    @Override
    public EntitySpan convert(String value) {
      Matcher parts = SPAN.matcher(value);
      if (!parts.matches()) {
        throw new TypeConversionException(
            "'%s' is no span: first word, one past the last, and type, such as 3-5:PER"
                .formatted(value));
      }
      try {
        return new EntitySpan(
            Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
