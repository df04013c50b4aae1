package io.winnow.columns;

import io.winnow.columns.ColumnSentences.ColumnSentence;
import io.winnow.columns.Layout.Separator;
import io.winnow.files.Conll;
import io.winnow.files.Conll.Block;
import io.winnow.files.Conll.Problem;
import io.winnow.text.TagStyle.BadTagException;
import io.winnow.text.TextAlignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Cuts a sentence's lines into words and tags. */
record SentenceCutter(Layout layout, ColumnQuery query) {

  private static final String TEXT = "# text = ";

  private static final Set<String> OUTSIDE = Set.of("O", "o", "*", "_", "-");

  /** What is wrong with a line. */
  static final class BadLineException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final long line;

    BadLineException(long line, String message, Object... values) {
      super(message.formatted(values));
      this.line = line;
    }
  }

  ColumnSentence cut(Block block) {
    List<String> comments = new ArrayList<>(block.comments());
    List<Row> rows = new ArrayList<>();
    Optional<Problem> problem = block.problem();
    List<String> tags = null;
    if (problem.isEmpty()) {
      try {
        addRows(block, comments, rows);
        requireText(comments, rows, block);
        new ChangedColumns(layout, query).requireWords(rows);
        tags = layout.tag().isEmpty() ? null : tags(rows);
      } catch (BadLineException e) {
        problem = Optional.of(new Problem(e.line, e));
      }
    }
    return new ColumnSentence(
        block.line(),
        rows.isEmpty() ? block.firstWord() : rows.get(0).line(),
        comments,
        values(rows, layout.word()),
        tags,
        block.document(),
        problem);
  }

  private void addRows(Block block, List<String> comments, List<Row> rows) {
    boolean isHeading = isHeading(block);
    for (int i = 0; i < block.words().size(); i++) {
      String line = block.words().get(i);
      Row row = Row.of(block.firstWord() + i, line);
      if (row.line() == layout.header()) {
        continue;
      }
      if (isHeading || isComment(line, row, rows)) {
        comments.add(line);
        continue;
      }
      Row fitted = fitted(row, rows);
      if (layout.index().isEmpty()
          || !WordIndex.isNoWord(layout.index().get().in(fitted.cells()))) {
        check(line, fitted);
        rows.add(fitted);
      }
    }
    layout.index().ifPresent(index -> requireOneCount(rows, index));
  }

  /**
   * CoNLL-U repeats the text in a comment: that finds out a column which is not the word, such as
   * the lemma. Not where a word of the text is several lines.
   */
  private void requireText(List<String> comments, List<Row> rows, Block block) {
    Optional<String> text =
        comments.stream()
            .filter(it -> it.startsWith(TEXT))
            .findFirst()
            .filter(it -> !rows.isEmpty());
    boolean isLineAWord =
        comments.size() + rows.size() == block.comments().size() + block.words().size();
    if (text.isPresent() && isLineAWord) {
      String expected = text.get().substring(TEXT.length());
      String words = String.join(" ", values(rows, layout.word()));
      if (!TextAlignment.isSame(words, expected)) {
        throw new BadLineException(
            rows.get(0).line(),
            "column %s gives '%s', but the comment '%s%s' has other words; %s names the column",
            layout.word(),
            words,
            TEXT,
            expected,
            query.wordKey());
      }
    }
  }

  /** A comment in free words, if the line is no word's. */
  private boolean isComment(String line, Row row, List<Row> before) {
    if (before.isEmpty() && Conll.isComment(line)) {
      return true;
    }
    boolean isTabbed = layout.shape().separator() == Separator.TAB;
    return row.cells()[0].equals("#")
        && (row.cells().length != layout.columns() || isTabbed && row.tabs() == 0);
  }

  /** Such as {@code ###MEDLINE:95369245} on its own, where words have tags. */
  private boolean isHeading(Block block) {
    return layout.shape().columns() > 1
        && block.words().stream()
            .allMatch(it -> it.startsWith("#") && it.length() > 1 && Conll.columns(it).length == 1);
  }

  private Row fitted(Row row, List<Row> before) {
    boolean isFirst = before.isEmpty();
    Optional<Row> fitted = row.fitted(layout.shape());
    int columns = isFirst ? layout.columns() : before.get(0).cells().length;
    if (fitted.isPresent() && (isFirst || fitted.get().cells().length == columns)) {
      return fitted.get();
    }
    String[] cells = row.cells();
    throw new BadLineException(
        row.line(),
        "%d %s, where line %d has %d",
        cells.length,
        cells.length == 1 ? "column ('%s')".formatted(Row.shown(cells[0])) : "columns",
        isFirst ? layout.shape().line() : before.get(0).line(),
        columns);
  }

  private void check(String line, Row row) {
    String[] cells = row.cells();
    if (isNothing(layout.word().in(cells))) {
      throw new BadLineException(row.line(), "the word is empty%s", nothings(line));
    }
    for (Place other : layout.others()) {
      if (!OUTSIDE.contains(other.in(cells))) {
        throw new BadLineException(
            row.line(),
            "column %s held only O before, and here '%s', while column %s has the tags; %s=%s or"
                + " %s decides",
            other,
            other.in(cells),
            layout.tag().orElseThrow().place(),
            query.tagKey(),
            layout.tag().orElseThrow().place().number(),
            other.number());
      }
    }
  }

  private static boolean isNothing(String word) {
    int at = 0;
    while (at < word.length() && (word.charAt(at) == '\uFEFF' || word.charAt(at) == '\u2060')) {
      at++;
    }
    return at == word.length();
  }

  /** The characters there are instead of a word. */
  private static String nothings(String line) {
    String names =
        line.codePoints()
            .filter(c -> c > ' ' && (!Character.isDefined(c) || !TextAlignment.isVisible(c)))
            .distinct()
            .mapToObj(c -> "U+%04X (%s)".formatted(c, Character.getName(c)))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : ": the line has nothing there but " + names;
  }

  private List<String> tags(List<Row> rows) {
    Layout.TagColumn tag = layout.tag().orElseThrow();
    try {
      List<String> plain = tag.style().plain(values(rows, tag.place()));
      new ChangedColumns(layout, query).requireEntities(plain, rows);
      return plain;
    } catch (BadTagException e) {
      throw new BadLineException(rows.get(e.word()).line(), "%s", e.getMessage());
    }
  }

  private static void requireOneCount(List<Row> rows, Place index) {
    int restart = WordIndex.restart(values(rows, index));
    if (restart >= 0) {
      throw new BadLineException(
          rows.get(restart).line(),
          "column %s begins to count again, but there is no empty line between the sentences",
          index);
    }
  }

  private static List<String> values(List<Row> rows, Place place) {
    List<String> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(place.in(row.cells())));
    return values;
  }
}
