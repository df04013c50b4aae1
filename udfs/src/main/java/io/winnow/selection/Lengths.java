package io.winnow.selection;

/**
 * Only sentences of some lengths, by score as by chance. A guard against what a mean over words
 * prefers: fragments of a few words (headings, tables), of which one doubtful word is a large part.
 *
 * @param min words, at least 1
 * @param max words, at least {@code min}; {@link Integer#MAX_VALUE} for no limit
 */
record Lengths(int min, int max) implements Modifier {

  Lengths {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException(
          "lengths has min %d and max %d, but wants 1 <= min <= max".formatted(min, max));
    }
  }

  @Override
  public Element written() {
    Element element = Element.of("lengths").with("min", min);
    return max == Integer.MAX_VALUE ? element : element.with("max", max);
  }

  @Override
  public boolean allows(int words) {
    return words >= min && words <= max;
  }
}
