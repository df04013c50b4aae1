package io.winnow.selection;

import io.winnow.extension.Registry;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The modifiers that a strategy may name: Winnow's own, and those whose kinds jars on the class
 * path name in {@code META-INF/services/io.winnow.selection.ModifierKind}.
 *
 * @since 0.1.0
 */
public final class Modifiers {

  private static final Registry<ModifierKind> ALL =
      new Registry<>(
          ModifierKind.class,
          "modifier",
          List.of(
              new Own(
                  "lengths(min=5, max=60)",
                  it -> new Lengths(it.whole("min", 1), it.whole("max", Integer.MAX_VALUE))),
              new Own("dedupe(similarity=0.8)", it -> new Dedupe(it.number("similarity", 0.8))),
              new Own(
                  "density(beta=1, c=3)",
                  it -> new Density(it.number("beta", 1), it.number("c", 3))),
              new Own("diverse(c=3)", it -> new Diverse(it.number("c", 3))),
              new Own(
                  "explore(share=0.1, decay=1)",
                  it -> new Explore(it.number("share"), it.number("decay", 1)))),
          Set.of());

  private Modifiers() {}

  private record Own(String example, Function<Arguments, Modifier> maker) implements ModifierKind {

    @Override
    public Modifier of(Arguments arguments) {
      return maker.apply(arguments);
    }
  }

  /** All names: first Winnow's own, in a fixed order. */
  public static List<String> names() {
    return ALL.names();
  }

  /** One of each, as it may be written. */
  public static List<String> examples() {
    return ALL.all().stream().map(ModifierKind::example).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name, or not with these arguments
   */
  static Modifier of(Element element) {
    if (!names().contains(element.name())) {
      throw new IllegalArgumentException(
          "'%s' is no modifier; there are %s; %s"
              .formatted(element.name(), String.join(", ", examples()), ALL.wayIn()));
    }
    ModifierKind kind = ALL.named(element.name());
    Arguments arguments = new Arguments(element, kind.example());
    Modifier modifier = kind.of(arguments);
    arguments.requireAllUsed();
    if (!modifier.written().name().equals(element.name())) {
      throw new IllegalArgumentException(
          "The modifier '%s' (%s) says that it is written %s; its name must stay the same"
              .formatted(element.name(), modifier.getClass().getName(), modifier.written()));
    }
    return modifier;
  }
}
