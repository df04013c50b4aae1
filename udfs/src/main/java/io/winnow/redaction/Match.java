package io.winnow.redaction;

/**
 * What a detector found in a text.
 *
 * @param start in UTF-16 units, as is {@code end}, which is one past the last
 * @param kind such as {@code EMAIL}
 */
public record Match(int start, int end, String kind) {

  public Match {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "A match of %s at [%d,%d) holds nothing".formatted(kind, start, end));
    }
  }

  int length() {
    return end - start;
  }
}
