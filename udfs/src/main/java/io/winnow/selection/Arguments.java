package io.winnow.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Hands an element's arguments to the modifier that is made of it: by name, or, where the name was
 * left out, in the order in which they are asked for.
 *
 * @since 0.1.0
 */
public final class Arguments {

  private final Element element;
  private final String example;
  private final List<Element.Argument> left;
  private final List<String> asked = new ArrayList<>();

  Arguments(Element element, String example) {
    this.element = element;
    this.example = example;
    this.left = new ArrayList<>(element.arguments());
  }

  /** An argument that may be left out. */
  public double number(String name, double otherwise) {
    return find(name).orElse(otherwise);
  }

  /**
   * @throws IllegalArgumentException if it was left out
   */
  public double number(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s lacks %s; write it as in %s".formatted(element, name, example)));
  }

  /**
   * A whole number that may be left out.
   *
   * @throws IllegalArgumentException if it is a fraction, or too large
   */
  public int whole(String name, int otherwise) {
    double value = number(name, otherwise);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s has the %s %s, but a whole number is wanted".formatted(element, name, value));
    }
    return (int) value;
  }

  private OptionalDouble find(String name) {
    asked.add(name);
    for (Element.Argument argument : left) {
      if (argument.name().isEmpty() || argument.name().equals(name)) {
        left.remove(argument);
        return OptionalDouble.of(argument.value());
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * @throws IllegalArgumentException if there are unknown arguments
   */
  void requireAllUsed() {
    if (left.isEmpty()) {
      return;
    }
    if (asked.isEmpty()) {
      throw new IllegalArgumentException(
          "%s takes no arguments, but has %s".formatted(element.name(), left));
    }
    Element.Argument first = left.get(0);
    String what =
        asked.contains(first.name())
            ? "%s twice".formatted(first.name())
            : first.name().isEmpty()
                ? "more than %d arguments".formatted(asked.size())
                : "the argument %s, which it does not know".formatted(first.name());
    throw new IllegalArgumentException(
        "%s has %s; it takes %s, as in %s"
            .formatted(element, what, String.join(" and ", asked), example));
  }
}
