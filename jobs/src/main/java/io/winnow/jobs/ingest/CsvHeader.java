package io.winnow.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The columns of a table, by the names in its first line.
 *
 * @param names as they are; a column without one has its number
 * @param sentence the column with the text, or with the words of a sentence; -1 if a row is a word
 * @param word the column with a word; -1 if a row is a sentence
 * @param group of a table of words, the column that tells sentences apart; -1: blank lines do
 */
record CsvHeader(List<String> names, int sentence, int word, int group) {

  private static final Set<String> WORDS = Set.of("words", "tokens");
  private static final Set<String> WORD = Set.of("word", "token");
  private static final Set<String> PLACES = Set.of("start", "start_offset", "begin", "start_char");

  /** Whether a column holds a text or several words by its name. */
  static boolean isSentence(String name) {
    return Texts.NAMES.contains(folded(name)) || WORDS.contains(folded(name));
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * @param cells of the first line; null where there is nothing
   * @return empty if no column holds sentences or words
   * @throws IllegalArgumentException if two columns have the same name, or a row is a span
   */
  static Optional<CsvHeader> of(String[] cells) {
    List<String> names = new ArrayList<>();
    for (String cell : cells) {
      boolean isNamed = cell != null && !cell.isBlank();
      names.add(isNamed ? cell.strip() : "column " + (names.size() + 1));
    }
    List<String> folded = names.stream().map(CsvHeader::folded).toList();
    int text = -1;
    for (String name : Texts.NAMES) {
      text = text < 0 ? folded.indexOf(name) : text;
    }
    int words = first(folded, WORDS::contains);
    int word = first(folded, WORD::contains);
    if (text < 0 && words < 0 && word < 0) {
      return Optional.empty();
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw new IllegalArgumentException(
            "two columns are called '%s': which one counts?".formatted(names.get(i)));
      }
    }
    if (text >= 0 && folded.stream().anyMatch(PLACES::contains)) {
      throw new IllegalArgumentException(
          "a row of %s seems to be a span, not a sentence; give all spans of a text in one column 'spans', as JSON"
              .formatted(names));
    }
    boolean isOfWords = text < 0 && words < 0;
    int group = first(folded, name -> name.startsWith("sent"));
    return Optional.of(
        new CsvHeader(
            names, text >= 0 ? text : words, isOfWords ? word : -1, isOfWords ? group : -1));
  }

  private static int first(List<String> names, Predicate<String> test) {
    for (int i = 0; i < names.size(); i++) {
      if (test.test(names.get(i))) {
        return i;
      }
    }
    return -1;
  }

  boolean isOfWords() {
    return word >= 0;
  }
}
