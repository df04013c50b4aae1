package io.winnow.weak;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether capital and small letters are the same. */
public enum LetterCase {
  /** {@code Apple} is not {@code apple}. */
  EXACT {
    @Override
    String key(String text) {
      return text;
    }

    @Override
    int patternFlags() {
      return Pattern.UNICODE_CHARACTER_CLASS;
    }
  },
  /** {@code Apple}, {@code APPLE} and {@code apple} are one. */
  FOLD {
    @Override
    String key(String text) {
      // Through capitals first: several small letters share one.
      return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    @Override
    int patternFlags() {
      return Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }
  };

  /** Equal for texts that count as the same. */
  abstract String key(String text);

  abstract int patternFlags();
}
