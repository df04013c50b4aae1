package io.winnow.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is unusual in a file's lines and may mean that they are something else. */
record Oddities(Sample sample) {

  private static final Pattern GLUED =
      Pattern.compile(".+[^\\p{L}\\p{N}](O|[BIMLEUSW]-\\p{L}\\S*)");

  /** Such as {@code Sentence: 7}. */
  private static final Pattern NUMBERED = Pattern.compile("\\D*\\d+");

  /** A quote, as CSV writes it. */
  private static final String QUOTED_QUOTE = "\"\"\"\"";

  /** Longer than any sentence. */
  private static final int LONG = 1000;

  private static final int SOME = 20;

  /** So many words do not begin alike by chance. */
  private static final int MOST_LIKELY = 3;

  /** Such as {@code de:} or {@code zh-min-nan:}. */
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[a-z]+)*:");

  /**
   * WikiANN's own files write a language before each word.
   *
   * @throws LayoutException if all words have it
   */
  void requireBareWords(Place word) {
    List<String> words = sample.values(word).stream().flatMap(List::stream).toList();
    int colon = words.isEmpty() ? -1 : words.get(0).indexOf(':');
    if (colon < 2 || words.size() < MOST_LIKELY) {
      return;
    }
    String language = words.get(0).substring(0, colon + 1);
    if (LANGUAGE.matcher(language).matches()
        && words.stream().allMatch(it -> it.startsWith(language) && it.length() > colon + 1)) {
      throw new LayoutException(
          0,
          "each word begins with '%1$s', such as '%2$s'; take the language off first, as sed -E"
              + " 's/^%1$s//' FILE does",
          language,
          Row.shown(words.get(0)));
    }
  }

  /** Empty lines that are missing, or too many of them; words that are quoted. */
  List<String> remarks(Place word) {
    List<String> remarks = new ArrayList<>();
    List<List<Row>> sentences = sample.sentences();
    if (sentences.size() == 1 && sentences.get(0).size() >= LONG) {
      remarks.add(
          Layout.WARNING
              + "the first sentence has %,d words or more; are there empty lines between sentences?"
                  .formatted(sentences.get(0).size()));
    }
    if (sentences.size() >= SOME && sentences.stream().allMatch(rows -> rows.size() == 1)) {
      remarks.add(
          Layout.WARNING
              + "each of the first %,d sentences has one word; are there empty lines between words?"
                  .formatted(sentences.size()));
    }
    if (sample.values(word).stream().anyMatch(words -> words.contains(QUOTED_QUOTE))) {
      remarks.add(
          Layout.WARNING
              + "a word is %s; quotes are taken as they stand, not as in CSV"
                  .formatted(QUOTED_QUOTE));
    }
    for (int column = 0; column < sample.shape().columns(); column++) {
      Place place = sample.place(column);
      if (column != word.column() && sample.values(place).stream().anyMatch(Oddities::areNames)) {
        remarks.add(
            Layout.WARNING
                + "column %s ('%s') seems to name sentences, but there are no empty lines between them"
                    .formatted(place, sample.values(place).get(0).get(0)));
      }
    }
    return remarks;
  }

  /** Whether values that differ stand in long runs, or where each run begins. */
  private static boolean areNames(List<String> values) {
    Set<String> names = new LinkedHashSet<>();
    int runs = 0;
    String before = "";
    for (String value : values) {
      if (!value.isEmpty() && !value.equals(before)) {
        runs++;
        names.add(value);
        before = value;
      }
    }
    return runs > 1
        && runs == names.size()
        && values.size() >= 3 * runs
        && !values.get(0).isEmpty()
        && names.stream().allMatch(it -> NUMBERED.matcher(it).matches());
  }

  /** Types that are the same but for capitals. */
  static Optional<String> alikeTypes(Collection<String> types) {
    Map<String, SortedSet<String>> byLower = new TreeMap<>();
    types.forEach(
        type ->
            byLower
                .computeIfAbsent(type.toLowerCase(Locale.ROOT), any -> new TreeSet<>())
                .add(type));
    return byLower.values().stream()
        .filter(alike -> alike.size() > 1)
        .findFirst()
        .map(
            alike ->
                Layout.WARNING
                    + "the types %s differ in capitals only; labels.map makes one of them"
                        .formatted(String.join(" and ", alike)));
  }

  /** A line of one column that most likely has two, if most are so: {@code Ida,B-PER}. */
  static Optional<String> gluedTag(ColumnProfile only) {
    List<String> glued =
        only.counts().keySet().stream().filter(it -> GLUED.matcher(it).matches()).toList();
    int rows = glued.stream().mapToInt(only.counts()::get).sum();
    return rows * 2 >= only.rows() ? glued.stream().findFirst() : Optional.empty();
  }

  /** The keys of a column of features. */
  static SortedSet<String> keys(ColumnProfile features) {
    SortedSet<String> keys = new TreeSet<>();
    for (String value : features.counts().keySet()) {
      for (String item : value.split("\\|")) {
        int equals = item.indexOf('=');
        if (equals > 0) {
          keys.add(item.substring(0, equals));
        }
      }
    }
    return keys;
  }
}
