package io.winnow.selection;

import io.winnow.extension.Named;

/**
 * Makes a {@link Modifier} of what a strategy says. Has a constructor without parameters.
 *
 * @since 0.1.0
 */
public interface ModifierKind extends Named {

  /**
   * How one is written, with every argument by its name, as {@link Modifier#written} prints it; for
   * messages and forms. Such as {@code longest(c=2)}, or {@code longest} without arguments.
   */
  String example();

  /** The beginning of the example. */
  @Override
  default String name() {
    return example().replaceFirst("\\(.*", "");
  }

  /**
   * @param arguments asked for in the order in which they may be given without names; one that is
   *     given and not asked for is refused
   * @throws IllegalArgumentException if the arguments can't be; the message says what is wanted
   */
  Modifier of(Arguments arguments);
}
