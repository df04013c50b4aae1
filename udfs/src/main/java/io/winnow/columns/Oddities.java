package io.winnow.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is unusual in a file's lines and may mean that they are something else. */
record Oddities(Sample sample) {

  private static final Pattern GLUED =
      Pattern.compile(".+[^\\p{L}\\p{N}](O|[BIMLEUSW]-\\p{L}\\S*)");

  /** Longer than any sentence. */
  private static final int LONG = 1000;

  private static final int SOME = 20;

  /** Empty lines that are missing, or too many of them. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    List<List<Sample.Row>> sentences = sample.sentences();
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
    return remarks;
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
