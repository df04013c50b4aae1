package io.winnow.selection;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One element of a strategy as it is written, such as {@code explore(share=0.3, decay=0.5)}.
 *
 * @param name of a modifier
 * @param arguments those without a name come first
 * @since 0.1.0
 */
public record Element(String name, List<Argument> arguments) implements Serializable {

  /**
   * @param name empty if it was left out
   * @param value a finite number, or a text
   */
  public record Argument(String name, String value) implements Serializable {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    /** One whose value is a finite number. */
    public static Argument of(String name, double number) {
      return new Argument(
          name, new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString());
    }

    /** Empty if the value is a text. */
    public OptionalDouble number() {
      try {
        return OptionalDouble.of(Double.parseDouble(value));
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }

    @Override
    public String toString() {
      boolean isPlain = number().isPresent() || PLAIN.matcher(value).matches();
      String written = isPlain ? value : "`%s`".formatted(value);
      return name.isEmpty() ? written : name + "=" + written;
    }
  }

  public Element {
    arguments = List.copyOf(arguments);
  }

  /** An element without arguments. */
  public static Element of(String name) {
    return new Element(name, List.of());
  }

  /** This with one more argument. */
  public Element with(String argument, double value) {
    return with(Argument.of(argument, value));
  }

  /** This with one more argument, which has no backtick in it. */
  public Element with(String argument, String value) {
    return with(new Argument(argument, value));
  }

  private Element with(Argument argument) {
    List<Argument> more = new ArrayList<>(arguments);
    more.add(argument);
    return new Element(name, more);
  }

  /** Parses to itself. */
  @Override
  public String toString() {
    return arguments.isEmpty()
        ? name
        : arguments.stream()
            .map(Argument::toString)
            .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
