package io.winnow.redaction;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of somebody's own. It reads so many characters of a text and no more: the
 * count is the same on any machine, so what goes out does not depend on how fast one is.
 */
public record OwnPattern(String kind, Pattern pattern) implements Detector {

  /** A second or less; a pattern without nested repetitions reads a text a few times. */
  static final int MOST_READ = 10_000_000;

  /**
   * @throws IllegalArgumentException if it is none, or matches an empty text
   */
  public static OwnPattern of(String kind, String expression) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no regular expression: %s, after %d characters"
              .formatted(expression, e.getDescription(), Math.max(0, e.getIndex())),
          e);
    }
    if (pattern.matcher("").find()) {
      throw new IllegalArgumentException(
          "'%s' matches an empty text, and so every place: make it match one character at least"
              .formatted(expression));
    }
    return new OwnPattern(kind, pattern);
  }

  @Override
  public void find(FoldedText text, Consumer<Match> found) {
    Counted counted = new Counted(text.original(), new int[] {MOST_READ}, this);
    try {
      Matcher matcher = pattern.matcher(counted);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          found.accept(new Match(matcher.start(), matcher.end(), kind));
        }
      }
    } catch (StackOverflowError e) {
      throw new UnboundedException(
          "pattern %s '%s' needs more memory than there is for it".formatted(kind, pattern));
    }
  }

  /**
   * A text that can be read so often.
   *
   * @param left one number
   */
  private record Counted(CharSequence text, int[] left, OwnPattern owner) implements CharSequence {

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw new UnboundedException(
            "pattern %s '%s' reads more than %,d characters"
                .formatted(owner.kind, owner.pattern, MOST_READ));
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), left, owner);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
