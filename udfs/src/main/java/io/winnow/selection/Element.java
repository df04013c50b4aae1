package io.winnow.selection;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
   * @param value a finite number
   */
  public record Argument(String name, double value) implements Serializable {

    @Override
    public String toString() {
      String number = new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
      return name.isEmpty() ? number : name + "=" + number;
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
    List<Argument> more = new ArrayList<>(arguments);
    more.add(new Argument(argument, value));
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
