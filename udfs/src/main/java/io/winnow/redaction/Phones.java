package io.winnow.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Telephone numbers, told by their form, since nobody says which country a text is of: what begins
 * with {@code +}, {@code 00}, a trunk {@code 0} or an area code in brackets, the North American
 * {@code 555-123-4567} and {@code 555-0123}, and other numbers behind a word such as {@code Tel.}
 * Dates, years, amounts, ISBNs and numbers of cards are none.
 */
record Phones(String kind) implements Detector {

  private static final int FEWEST_DIGITS = 5;

  /** E.164 has 15; {@code 00} may lie before them. */
  private static final int MOST_DIGITS = 17;

  private static final int CUE_WINDOW = 24;

  private static final Set<String> CUES =
      Set.of(
          "tel",
          "telephone",
          "phone",
          "phones",
          "fax",
          "mobile",
          "mob",
          "telefon",
          "telefax",
          "mobil",
          "mobiltelefon",
          "rufnummer",
          "telefono",
          "teléfono",
          "móvil",
          "téléphone",
          "telefoon",
          "telefone",
          "tlf",
          "whatsapp",
          "sms",
          "hotline",
          "тел",
          "телефон",
          "电话",
          "電話",
          "手机",
          "電話番号",
          "전화",
          "هاتف");

  /** These count right before the number alone. */
  private static final Set<String> CALLS = Set.of("call", "dial", "text", "ring", "cell");

  private static final Pattern MOBILE = Pattern.compile("[2-9]\\d{2}[2-9]\\d{6}|1[3-9]\\d{9}");

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

  @Override
  public void find(FoldedText text, Consumer<Match> found) {
    if (text.digits() < FEWEST_DIGITS) {
      return;
    }
    for (DigitChain chain : DigitChain.in(text, " -./()")) {
      int group = 0;
      while (group < chain.groups().size()) {
        int last = last(chain, group);
        if (last >= group) {
          found.accept(text.match(start(chain, group), chain.end(last), kind));
          group = last;
        }
        group++;
      }
    }
  }

  /** With the plus and the bracket that it begins with. */
  private static int start(DigitChain chain, int first) {
    int start = chain.start(first);
    int limit = first == 0 ? 0 : chain.end(first - 1);
    while (start > limit && "+(".indexOf(chain.text().charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private static int last(DigitChain chain, int first) {
    int longest = -1;
    int digits = 0;
    for (int last = first; last < chain.groups().size() && digits <= MOST_DIGITS; last++) {
      digits += chain.length(last);
      if (digits >= FEWEST_DIGITS && digits <= MOST_DIGITS && chain.isApart(first, last)) {
        longest =
            new Form(chain, first, last, chain.digits(first, last)).isPhone() ? last : longest;
      }
    }
    return longest;
  }

  /** Groups {@code [first, last]} of a chain, which may be a number. */
  private record Form(DigitChain chain, int first, int last, String digits) {

    boolean isPhone() {
      int count = digits.length();
      char before = chain.text().at(chain.start(first) - 1);
      if (before == '+') {
        return !opensLate() && count >= 7 && count <= 15 && digits.charAt(0) != '0';
      }
      if (isDate() || areYears() || isBookNumber() || opensLate()) {
        return false;
      }
      return isAbroad(count)
          || isWithTrunk(count)
          || isNorthAmerican(count)
          || (before == '(' && isBracketed() && count >= 7 && count <= 13)
          || isGrouped(count)
          || isMobile()
          || (count <= 15 && hasCue());
    }

    private int groups() {
      return last - first + 1;
    }

    private int length(int group) {
      return chain.length(first + group);
    }

    private boolean isAbroad(int count) {
      return digits.startsWith("00") && digits.charAt(2) != '0' && count >= 11;
    }

    private boolean isWithTrunk(int count) {
      return digits.charAt(0) == '0'
          && digits.charAt(1) != '0'
          && length(0) > 1
          && (groups() > 1 ? count >= 9 && count <= 13 : count == 10 || count == 11);
    }

    private boolean isNorthAmerican(int count) {
      int area = groups() - 3;
      if (groups() == 2) {
        return length(0) == 3
            && length(1) == 4
            && digits.charAt(0) >= '2'
            && chain.separator(first + 1).strip().equals("-");
      }
      boolean isLong = groups() == 4 && length(0) == 1 && digits.charAt(0) == '1';
      return (isLong || groups() == 3)
          && count == (isLong ? 11 : 10)
          && length(area) == 3
          && length(area + 1) == 3
          && digits.charAt(area) >= '2';
    }

    private boolean isBracketed() {
      return groups() > 1 && chain.separator(first + 1).startsWith(")") && length(0) <= 5;
    }

    /** Such as {@code 91-98765-43210}. */
    private boolean isGrouped(int count) {
      if (groups() < 3 || count < 9 || count > 13) {
        return false;
      }
      for (int group = first; group <= last; group++) {
        if ((chain.length(group) < 2 && group > first)
            || (group > first && !chain.separator(group).strip().equals("-"))) {
          return false;
        }
      }
      return true;
    }

    /** Ten digits as in North America and India, eleven as in China, without a sign between. */
    private boolean isMobile() {
      return groups() == 1 && MOBILE.matcher(digits).matches();
    }

    /** A bracket belongs to the first groups; one further on begins another number. */
    private boolean opensLate() {
      for (int group = first + 2; group <= last; group++) {
        if (chain.separator(group).contains("(")) {
          return true;
        }
      }
      return false;
    }

    private boolean isDate() {
      if (groups() < 3 || chain.separator(first + 1).equals(" ")) {
        return false;
      }
      boolean isYearFirst =
          (digits.startsWith("19") || digits.startsWith("20"))
              && length(0) == 4
              && length(1) <= 2
              && length(2) <= 2;
      boolean isYearLast = length(0) <= 2 && length(1) <= 2 && length(2) == 4;
      return isYearFirst || isYearLast;
    }

    private boolean areYears() {
      for (int group = 0; group < groups(); group++) {
        String year = chain.digits(first + group, first + group);
        if (year.length() != 4 || !(year.startsWith("19") || year.startsWith("20"))) {
          return false;
        }
      }
      return true;
    }

    private boolean isBookNumber() {
      return digits.length() == 13 && (digits.startsWith("978") || digits.startsWith("979"));
    }

    private boolean hasCue() {
      int start = chain.start(first);
      String before = chain.text().text().substring(Math.max(0, start - CUE_WINDOW), start);
      List<String> words = List.of(NO_LETTERS.split(before.toLowerCase(Locale.ROOT)));
      return words.stream().anyMatch(CUES::contains)
          || (!words.isEmpty() && CALLS.contains(words.get(words.size() - 1)));
    }
  }
}
