package io.winnow.redaction;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * International bank account numbers (ISO 13616) of the countries in SWIFT's registry, with the
 * length of the country and the check digits of ISO 7064, in groups or not.
 */
record Ibans(String kind) implements Detector {

  private static final String REGISTRY =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29"
          + "ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30"
          + "KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24"
          + "PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29"
          + "VA22VG24XK20YE30";

  private static final Map<String, Integer> LENGTHS = new HashMap<>();

  private static final int FEWEST_DIGITS = 7;

  static {
    for (int i = 0; i < REGISTRY.length(); i += 4) {
      LENGTHS.put(REGISTRY.substring(i, i + 2), Integer.valueOf(REGISTRY.substring(i + 2, i + 4)));
    }
  }

  @Override
  public void find(FoldedText text, Consumer<Match> found) {
    if (text.digits() < FEWEST_DIGITS) {
      return;
    }
    for (int at = 2; at + 1 < text.length(); at++) {
      if (text.isDigitAt(at)
          && text.isDigitAt(at + 1)
          && Character.isLetter(text.charAt(at - 1))
          && Character.isLetter(text.charAt(at - 2))
          && !text.isWordAt(at - 3)) {
        int end = end(text, at - 2);
        if (end > at) {
          found.accept(text.match(at - 2, end, kind));
        }
      }
    }
  }

  /** One past the number that begins there; -1 if none does. */
  private static int end(FoldedText text, int start) {
    Integer length = LENGTHS.get(text.text().substring(start, start + 2).toUpperCase(Locale.ROOT));
    if (length == null) {
      return -1;
    }
    StringBuilder number = new StringBuilder();
    int at = start;
    while (number.length() < length) {
      char c = Character.toUpperCase(text.at(at));
      if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
        number.append(c);
      } else if ((c != ' ' && c != '-') || at >= text.length() || !text.isWordAt(at - 1)) {
        return -1;
      }
      at++;
    }
    return !text.isWordAt(at) && hasCheckDigits(number) ? at : -1;
  }

  private static boolean hasCheckDigits(CharSequence number) {
    int rest = 0;
    for (int i = 0; i < number.length(); i++) {
      int value = Character.digit(number.charAt((i + 4) % number.length()), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }
}
