package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much longer a normaliser makes texts. A row of replacements may double a text with each of
 * them; forty of those fill any memory.
 */
final class Growth {

  /** Of what is put before a text, or in a pattern's place. */
  private static final int LONGEST = 1_000;

  /** Characters for each character that a normaliser's own patterns and texts have. */
  private static final int MOST = 1_000;

  /** Of patterns' texts, in whose place each character may get one. */
  private static final double MOST_OF_PATTERNS = 1e6;

  /** Characters of all patterns and texts. */
  private static final int MOST_IN_ALL = 100_000;

  /**
   * @param literal what is replaced; empty: what a regular expression finds
   */
  private record Replacement(String literal, String by) {}

  private final List<Replacement> replacements = new ArrayList<>();
  private Optional<String> problem = Optional.empty();

  private Growth() {}

  /**
   * @param normalizer of a tokenizer.json; null or missing where there is none
   * @return what is wrong with it, as a clause
   */
  static Optional<String> problem(JsonNode normalizer) {
    Growth growth = new Growth();
    growth.collect(normalizer);
    return growth.problem.or(growth::ofReplacements);
  }

  private void collect(JsonNode node) {
    for (String key : List.of("prepend", "content")) {
      int length = node.path(key).asText().length();
      if (length > LONGEST) {
        problem =
            Optional.of(
                "has a %s of %,d characters, of at most %,d".formatted(key, length, LONGEST));
      }
    }
    JsonNode pattern = node.path("pattern");
    if (pattern.isObject() && node.path("content").isTextual()) {
      replacements.add(
          new Replacement(pattern.path("String").asText(), node.path("content").textValue()));
    } else {
      node.forEach(this::collect);
    }
  }

  private Optional<String> ofReplacements() {
    StringBuilder all = new StringBuilder("a ");
    replacements.forEach(it -> all.append(it.literal).append(it.by));
    if (all.length() > MOST_IN_ALL) {
      return Optional.of(
          "replaces texts of %,d characters in all, of at most %,d"
              .formatted(all.length(), MOST_IN_ALL));
    }
    String text = all.toString();
    double factor = 1;
    for (Replacement one : replacements) {
      long length = text.length();
      if (one.literal.isEmpty()) {
        factor *= Math.max(1, one.by.length());
      } else {
        length += (long) count(text, one.literal) * (one.by.length() - one.literal.length());
      }
      if (factor > MOST_OF_PATTERNS || length > (long) MOST * all.length()) {
        return Optional.of("makes texts more than %,d times as long".formatted(MOST));
      }
      text = one.literal.isEmpty() ? text : text.replace(one.literal, one.by);
    }
    return Optional.empty();
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
