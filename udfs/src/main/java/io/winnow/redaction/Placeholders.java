package io.winnow.redaction;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders of one document: the same thing has the same one, whatever its letter case and,
 * if it is a number, its blanks and punctuation; two things never have the same one. Each kind
 * counts from 1. For one thread.
 */
public final class Placeholders {

  /** What all of them match, and what matches is none of anything else: a regular expression. */
  public static final String FORM = "\\[[A-Za-z][A-Za-z0-9_-]*-[0-9]+\\]";

  private static final Pattern ANY = Pattern.compile(FORM);

  /** They may be written with blanks and signs between the digits, or without. */
  private static final Set<String> NUMBERS =
      Set.of(BuiltIn.PHONE.kind(), BuiltIn.CARD.kind(), BuiltIn.IBAN.kind());

  /**
   * A thing, as it was written where it was first found, and what stands for it.
   *
   * @param kind such as {@code EMAIL}
   * @param placeholder such as {@code [EMAIL-1]}
   */
  public record Given(String kind, String original, String placeholder) {}

  private record Thing(String kind, String key) {}

  private final Map<Thing, String> byThing = new HashMap<>();
  private final Map<String, Integer> last = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final List<Given> given = new ArrayList<>();

  /** Goes on with one that stood for a thing of the document before. */
  public void resume(Given before) {
    byThing.putIfAbsent(
        new Thing(before.kind(), key(before.kind(), before.original())), before.placeholder());
    taken.add(before.placeholder());
  }

  /**
   * What looks like a placeholder in a text of the document is not used for anything that is
   * replaced from now on.
   */
  public void avoid(String text) {
    if (text.indexOf('[') >= 0) {
      Matcher one = ANY.matcher(text);
      while (one.find()) {
        taken.add(one.group());
      }
    }
  }

  /** The placeholder of a thing. */
  String of(String kind, String original) {
    return byThing.computeIfAbsent(
        new Thing(kind, key(kind, original)),
        thing -> {
          String placeholder;
          do {
            placeholder = "[%s-%d]".formatted(kind, last.merge(kind, 1, Integer::sum));
          } while (!taken.add(placeholder));
          given.add(new Given(kind, original, placeholder));
          return placeholder;
        });
  }

  /** Those that nothing had before, in the order in which they were given. */
  public List<Given> given() {
    return List.copyOf(given);
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
