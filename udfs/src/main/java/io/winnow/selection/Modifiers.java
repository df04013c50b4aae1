package io.winnow.selection;

import java.util.List;
import java.util.function.Function;

/** The modifiers that a strategy may name. A new one is a line here. */
public final class Modifiers {

  private static final List<Kind> ALL =
      List.of(
          new Kind("lengths(min=5, max=60)", Lengths::of),
          new Kind("dedupe(similarity=0.8)", Dedupe::of),
          new Kind("density(beta=1, c=3)", Density::of),
          new Kind("diverse(c=3)", Diverse::of),
          new Kind("explore(share=0.1, decay=1)", Explore::of));

  private Modifiers() {}

  /**
   * @param example how it is written, its name first
   */
  private record Kind(String example, Function<Arguments, Modifier> maker) {

    String name() {
      return example.substring(0, example.indexOf('('));
    }
  }

  /** All names, in a fixed order. */
  public static List<String> names() {
    return ALL.stream().map(Kind::name).toList();
  }

  /** One of each, as it may be written. */
  public static List<String> examples() {
    return ALL.stream().map(Kind::example).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name, or not with these arguments
   */
  static Modifier of(Element element) {
    Kind kind =
        ALL.stream()
            .filter(it -> it.name().equals(element.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' is no modifier; there are %s"
                            .formatted(element.name(), String.join(", ", examples()))));
    Arguments arguments = new Arguments(element, kind.example());
    Modifier modifier = kind.maker().apply(arguments);
    arguments.requireAllUsed();
    return modifier;
  }
}
