package io.winnow.foreign;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What lies in a folder and is not read.
 *
 * @param name its path below the folder; empty for the folder itself
 * @param reason goes on from the name, such as {@code is a FIFO}
 */
public record PassedOver(String name, String reason) {

  private static final int MOST_SHOWN = 20;

  /** The same, seen from further above. */
  public PassedOver below(String prefix) {
    return new PassedOver(name.isEmpty() ? prefix : prefix + "/" + name, reason);
  }

  /** Some of them, and how many more there are. */
  public static String list(Collection<PassedOver> all) {
    String first =
        all.stream().limit(MOST_SHOWN).map(PassedOver::toString).collect(Collectors.joining("; "));
    return all.size() <= MOST_SHOWN
        ? first
        : "%s; and %,d more".formatted(first, all.size() - MOST_SHOWN);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "it " + reason : name + " " + reason;
  }
}
