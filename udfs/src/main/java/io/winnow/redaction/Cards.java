package io.winnow.redaction;

import java.util.function.Consumer;

/**
 * Numbers of payment cards: 13 to 19 digits that begin as the brands' do (ISO/IEC 7812), with
 * Luhn's check digit, in groups or not.
 */
record Cards(String kind) implements Detector {

  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  @Override
  public void find(FoldedText text, Consumer<Match> found) {
    if (text.digits() < SHORTEST) {
      return;
    }
    for (DigitChain chain : DigitChain.in(text, " -.")) {
      int group = 0;
      while (group < chain.groups().size()) {
        int last = last(chain, group);
        if (last >= group) {
          found.accept(text.match(chain.start(group), chain.end(last), kind));
          group = last;
        }
        group++;
      }
    }
  }

  /** The last group of the longest number that begins with a group; -1 if none does. */
  private static int last(DigitChain chain, int first) {
    int longest = -1;
    int length = 0;
    for (int last = first; last < chain.groups().size() && length <= LONGEST; last++) {
      length += chain.length(last);
      if (length >= SHORTEST && length <= LONGEST && chain.isApart(first, last)) {
        String digits = chain.digits(first, last);
        longest = isBrands(digits) && hasCheckDigit(digits) ? last : longest;
      }
    }
    return longest;
  }

  private static boolean isBrands(String digits) {
    int length = digits.length();
    int two = Integer.parseInt(digits.substring(0, 2));
    return switch (digits.charAt(0)) {
      case '2' -> length == 16 && two >= 22 && two <= 27;
      case '3' -> two == 34 || two == 37 ? length == 15 : length >= 14;
      case '4' -> length == 13 || length == 16 || length == 19;
      case '5' -> length == 16 || two == 50 || two >= 56;
      case '6' -> length >= 16 || two == 63 || two == 67;
      default -> false;
    };
  }

  private static boolean hasCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : 2 * digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
