package io.winnow.columns;

import java.io.Serializable;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Which column a person wants for something.
 *
 * @param asked {@code auto}; {@code none}; a number from 1, or from -1 backwards; or a name from
 *     the file's header, with a key behind a dot where the column holds {@code key=value}
 */
public record ColumnChoice(String asked) implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,4}");

  public static final ColumnChoice AUTO = new ColumnChoice("auto");
  public static final ColumnChoice NONE = new ColumnChoice("none");

  /**
   * @throws IllegalArgumentException if it is no such choice; the message is a sentence's rest
   */
  public ColumnChoice {
    asked = asked.strip();
    if (asked.isEmpty() || NUMBER.matcher(asked).matches() && Integer.parseInt(asked) == 0) {
      throw new IllegalArgumentException(
          "'%s' is no column; there are auto, numbers (1 is the first, -1 the last) and names from the file's header"
              .formatted(asked));
    }
  }

  public boolean isAuto() {
    return asked.equals(AUTO.asked);
  }

  public boolean isNone() {
    return asked.equals(NONE.asked);
  }

  /** From 1, or from -1 backwards. */
  OptionalInt number() {
    return NUMBER.matcher(asked).matches()
        ? OptionalInt.of(Integer.parseInt(asked))
        : OptionalInt.empty();
  }
}
