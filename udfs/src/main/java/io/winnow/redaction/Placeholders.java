package io.winnow.redaction;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The placeholders of one document: the same thing has the same one, whatever its letter case and,
 * if it is a number, its blanks and punctuation; each kind counts from 1. For one thread.
 */
public final class Placeholders {

  /** They may be written with blanks and signs between the digits, or without. */
  private static final Set<String> NUMBERS =
      Set.of(BuiltIn.PHONE.kind(), BuiltIn.CARD.kind(), BuiltIn.IBAN.kind());

  private record Thing(String kind, String key) {}

  private final Map<Thing, String> byThing = new HashMap<>();
  private final Map<String, Integer> last = new HashMap<>();

  /**
   * @param text that it will stand in: what stands there already is not used
   * @return such as {@code [EMAIL-1]}
   */
  String of(String kind, String original, String text) {
    return byThing.computeIfAbsent(
        new Thing(kind, key(kind, original)),
        thing -> {
          String placeholder;
          do {
            placeholder = "[%s-%d]".formatted(kind, last.merge(kind, 1, Integer::sum));
          } while (text.contains(placeholder));
          return placeholder;
        });
  }

  private static String key(String kind, String original) {
    String folded = Normalizer.normalize(original, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder();
    FoldedText.of(folded)
        .text()
        .chars()
        .filter(c -> Character.isLetterOrDigit(c) || !NUMBERS.contains(kind))
        .forEach(c -> key.append((char) c));
    return key.toString();
  }
}
