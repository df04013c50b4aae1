package io.winnow.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * An argument that may be left out.
   *
   * @throws IllegalArgumentException if it is no number
   */
  public double number(String name, double otherwise) {
    return find(name).map(this::number).orElse(otherwise);
  }

  /**
   * @throws IllegalArgumentException if it was left out, or is no number
   */
  public double number(String name) {
    return find(name).map(this::number).orElseThrow(() -> lacks(name));
  }

  /**
   * @throws IllegalArgumentException if it was left out
   */
  public String text(String name) {
    return find(name).map(Element.Argument::value).orElseThrow(() -> lacks(name));
  }

  /**
   * One of some words, which may be left out.
   *
   * @param words the first one is the default
   * @throws IllegalArgumentException if it is another word
   */
  public String oneOf(String name, List<String> words) {
    String word = find(name).map(Element.Argument::value).orElse(words.get(0));
    if (!words.contains(word)) {
      throw new IllegalArgumentException(
          "%s has the %s '%s', but one of %s is wanted"
              .formatted(element, name, word, String.join(", ", words)));
    }
    return word;
  }

  private double number(Element.Argument argument) {
    return argument
        .number()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has '%s', but a number is wanted; write it as in %s"
                        .formatted(element, argument.value(), example)));
  }

  private IllegalArgumentException lacks(String name) {
    return new IllegalArgumentException(
        "%s lacks %s; write it as in %s".formatted(element, name, example));
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

  private Optional<Element.Argument> find(String name) {
    asked.add(name);
    for (Element.Argument argument : left) {
      if (argument.name().isEmpty() || argument.name().equals(name)) {
        left.remove(argument);
        return Optional.of(argument);
      }
    }
    return Optional.empty();
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
