package io.winnow.columns;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the words. */
record WordColumn(Sample sample, ColumnQuery query, Optional<Place> index) {

  /** In fewer lines, that a column has few values says nothing. */
  private static final int MANY = 50;

  /** Formats that have so many columns tell how words depend on each other; see CoNLL-X. */
  private static final int DEPENDENCIES = 8;

  /**
   * @throws LayoutException if there are several and no telling
   */
  ColumnProfile among(List<ColumnProfile> columns) {
    List<ColumnProfile> named =
        columns.stream().filter(it -> ColumnNames.isWord(it.place().name())).toList();
    if (named.size() == 1) {
      return named.get(0);
    }
    Optional<ColumnProfile> form =
        columns.stream().filter(it -> isDependencies() && it.place().column() == 1).findFirst();
    if (form.isPresent()) {
      return form.get();
    }
    int best = columns.stream().mapToInt(it -> it.kind().wordlikeness()).max().orElse(0);
    List<ColumnProfile> likely =
        columns.stream().filter(it -> it.kind().wordlikeness() == best).toList();
    if (best == 0) {
      throw new LayoutException(0, "no column holds words; %s names the column", query.wordKey());
    }
    return likely.size() == 1 ? likely.get(0) : richest(likely);
  }

  private boolean isDependencies() {
    return sample.shape().columns() >= DEPENDENCIES
        && index.map(Place::column).filter(column -> column == 0).isPresent();
  }

  /** The first, if the others are its lemmas or have but a few values. */
  private ColumnProfile richest(List<ColumnProfile> likely) {
    int most = likely.stream().mapToInt(it -> it.counts().size()).max().orElse(0);
    List<ColumnProfile> rich =
        likely.stream().filter(it -> it.rows() < MANY || it.counts().size() * 3 > most).toList();
    ColumnProfile first = rich.get(0);
    List<ColumnProfile> rivals = rich.stream().skip(1).filter(it -> !isLemma(it, first)).toList();
    if (!rivals.isEmpty()) {
      throw new LayoutException(
          0,
          "columns %s and %s may both be the word; %s=%s decides",
          first,
          rivals.stream().map(ColumnProfile::toString).collect(Collectors.joining(" and ")),
          query.wordKey(),
          rich.stream().map(it -> it.place().number()).collect(Collectors.joining(" or ")));
    }
    return first;
  }

  /** Whether they are often the same, and the lemmas are fewer and have no more capitals. */
  private boolean isLemma(ColumnProfile lemma, ColumnProfile form) {
    int rows = 0;
    int same = 0;
    long capitals = 0;
    for (List<Row> sentence : sample.sentences()) {
      for (Row row : sentence) {
        String one = form.place().in(row.cells());
        String other = lemma.place().in(row.cells());
        rows++;
        same += one.equalsIgnoreCase(other) ? 1 : 0;
        capitals += capitals(one) - capitals(other);
      }
    }
    return same * 10 >= rows * 3 && capitals >= 0 && form.counts().size() >= lemma.counts().size();
  }

  private static long capitals(String text) {
    return text.codePoints().filter(Character::isUpperCase).count();
  }
}
