package io.winnow.exchange;

import io.winnow.contract.ReturnedAnnotation;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToIntBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one character is to a tool. */
public enum OffsetUnit {
  /** As the contract counts, and Python. */
  CODE_POINTS((text, at) -> at + Character.charCount(text.codePointAt(at))),
  /** As JavaScript and Java count: an emoji is two. */
  UTF_16((text, at) -> at + 1),
  /** As people count: a letter with its marks, a family of emojis is one (Unicode UAX 29). */
  GRAPHEMES(OffsetUnit::afterGrapheme);

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /** Where the character that begins at a place ends, both in UTF-16 units. */
  private final ToIntBiFunction<String, Integer> next;

  OffsetUnit(ToIntBiFunction<String, Integer> next) {
    this.next = next;
  }

  private static int afterGrapheme(String text, int at) {
    Matcher matcher = GRAPHEME.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.end() : at + 1;
  }

  /**
   * @throws IllegalArgumentException if there is none of the name; lists those there are
   */
  public static OffsetUnit named(String name) {
    return named(values(), name, "unit of offsets");
  }

  /** The value that a name means. */
  static <T> T named(T[] values, String name, String noun) {
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no %s; there are %s"
                        .formatted(
                            name,
                            noun,
                            Arrays.stream(values)
                                .map(T::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * @param offset in this unit
   * @return the same in code points; an offset before or beyond the text stays so
   */
  long toCodePoints(String text, long offset) {
    int units = units(text, offset);
    if (units >= 0) {
      return text.codePointCount(0, units);
    }
    return offset < 0 ? offset : text.codePointCount(0, text.length()) + 1L;
  }

  /** The text between two offsets in this unit; null if they are none of the text. */
  String cut(String text, long start, long end) {
    int from = units(text, start);
    int to = units(text, end);
    return from < 0 || to < from ? null : text.substring(from, to);
  }

  /**
   * A span as the tool counts it, in code points, with what the tool had between the offsets, so
   * that a tool that changed the text is found out.
   *
   * @param text as the tool has it
   * @param type null if the tool gave none
   * @param quote what the tool says it had between the offsets; null: what its text has there
   */
  ReturnedAnnotation.Span span(String text, long start, long end, String type, String quote) {
    return new ReturnedAnnotation.Span(
        toCodePoints(text, start),
        toCodePoints(text, end),
        type,
        quote != null ? quote : cut(text, start, end));
  }

  /** An offset in this unit as one in UTF-16 units; -1 if it lies outside of the text. */
  private int units(String text, long offset) {
    if (offset < 0 || offset > text.length()) {
      return -1;
    }
    int at = 0;
    for (long count = 0; count < offset; count++) {
      if (at >= text.length()) {
        return -1;
      }
      at = next.applyAsInt(text, at);
    }
    return at;
  }

  /** Such as {@code code-points}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
