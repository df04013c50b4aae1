package io.winnow.columns;

import io.winnow.columns.Layout.Separator;
import io.winnow.columns.Layout.Shape;
import io.winnow.columns.Layout.Width;
import io.winnow.files.Conll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The beginning of a file, cut into columns.
 *
 * @param names of the columns, as many as there are; empty where none are given
 * @param header the line that has them; 0: none, or a comment
 * @param sentences the words' lines; those of another number of columns are left out
 */
record Sample(Shape shape, List<String> names, long header, List<List<Row>> sentences) {

  /** The first columns of CoNLL-2012 that are always there; the last of them has the entities. */
  static final int ONTONOTES = 11;

  static final int ONTONOTES_WORD = 3;

  static Sample of(List<Conll.Block> blocks, ColumnQuery query) {
    List<List<Row>> lines = blocks.stream().map(Sample::rows).toList();
    Shape shape = shape(lines, separator(blocks));
    List<List<Row>> sentences =
        lines.stream()
            .map(rows -> rows.stream().flatMap(row -> row.fitted(shape).stream()).toList())
            .filter(rows -> !rows.isEmpty())
            .toList();
    List<String> names = ColumnNames.global(blocks);
    long header = 0;
    if (!sentences.isEmpty()) {
      Row first = sentences.get(0).get(0);
      if (ColumnNames.are(first.cells(), query)) {
        header = first.line();
        names = ColumnNames.of(first.cells());
        sentences = withoutFirst(sentences);
      }
    }
    Sample sample = new Sample(shape, names, header, sentences);
    return names.size() == shape.columns() ? sample : sample.named();
  }

  /** Every line that may be a word's. */
  private static List<Row> rows(Conll.Block block) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < block.words().size(); i++) {
      String line = block.words().get(i);
      if (!rows.isEmpty() || !Conll.isComment(line)) {
        rows.add(Row.of(block.firstWord() + i, line));
      }
    }
    return rows;
  }

  private static Separator separator(List<Conll.Block> blocks) {
    return blocks.stream().flatMap(it -> it.words().stream()).anyMatch(it -> it.indexOf('\t') >= 0)
        ? Separator.TAB
        : Separator.BLANKS;
  }

  private static Shape shape(List<List<Row>> sentences, Separator separator) {
    Map<Integer, Integer> widths = new LinkedHashMap<>();
    Map<Integer, Long> lines = new LinkedHashMap<>();
    boolean hasOthers = sentences.stream().flatMap(List::stream).anyMatch(row -> !isRemark(row));
    for (List<Row> sentence : sentences) {
      for (Row row : sentence) {
        if (hasOthers && isRemark(row)) {
          continue;
        }
        widths.merge(row.cells().length, 1, Integer::sum);
        lines.putIfAbsent(row.cells().length, row.line());
      }
    }
    if (isOntoNotes(sentences)) {
      long first = lines.values().iterator().next();
      return new Shape(ONTONOTES, first, Width.BY_SENTENCE, separator);
    }
    int most = 1;
    int count = 0;
    for (Map.Entry<Integer, Integer> width : widths.entrySet()) {
      if (width.getValue() > count) {
        most = width.getKey();
        count = width.getValue();
      }
    }
    return new Shape(most, lines.getOrDefault(most, 1L), Width.FIXED, separator);
  }

  /** Whether it may be a comment. */
  private static boolean isRemark(Row row) {
    return row.cells()[0].equals("#");
  }

  /** Whether the third column counts and the sixth has brackets, in lines long enough. */
  private static boolean isOntoNotes(List<List<Row>> sentences) {
    return !sentences.isEmpty()
        && sentences.stream()
            .flatMap(List::stream)
            .allMatch(row -> row.cells().length > ONTONOTES && row.cells()[5].contains("*"))
        && WordIndex.counts(
            sentences.stream()
                .map(rows -> rows.stream().map(row -> row.cells()[2]).toList())
                .toList());
  }

  private static List<List<Row>> withoutFirst(List<List<Row>> sentences) {
    List<List<Row>> rest = new ArrayList<>(sentences);
    List<Row> first = rest.remove(0);
    if (first.size() > 1) {
      rest.add(0, first.subList(1, first.size()));
    }
    return rest;
  }

  /** With the names of CoNLL-U, if that is what it is; else with none. */
  private Sample named() {
    boolean isConllU =
        shape.columns() == ColumnNames.CONLL_U.size()
            && WordIndex.counts(values(Place.of(0, "")))
            && all(6, "\\d+|_")
            && all(3, "[A-Z]+|_");
    List<String> known = isConllU ? ColumnNames.CONLL_U : Collections.nCopies(shape.columns(), "");
    return new Sample(shape, known, header, sentences);
  }

  private boolean all(int column, String pattern) {
    return values(Place.of(column, "")).stream()
        .flatMap(List::stream)
        .allMatch(it -> it.matches(pattern));
  }

  List<List<String>> values(Place place) {
    return sentences.stream()
        .map(rows -> rows.stream().map(row -> place.in(row.cells())).toList())
        .toList();
  }

  Place place(int column) {
    return Place.of(column, names.get(column));
  }

  /** A word of the file: one with the tag that is shown of it, else the first. */
  String example(Place word, Optional<Layout.TagColumn> tag) {
    List<Row> rows = sentences.stream().flatMap(List::stream).toList();
    return rows.stream()
        .filter(
            row -> tag.filter(it -> it.place().in(row.cells()).equals(it.example())).isPresent())
        .findFirst()
        .or(() -> rows.stream().findFirst())
        .map(row -> word.in(row.cells()))
        .orElse("");
  }

  /** Without the lines of ranges of words and of empty nodes. */
  Sample withoutRanges(Place index) {
    return new Sample(
        shape,
        names,
        header,
        sentences.stream()
            .map(
                rows ->
                    rows.stream()
                        .filter(row -> !WordIndex.isNoWord(index.in(row.cells())))
                        .toList())
            .filter(rows -> !rows.isEmpty())
            .toList());
  }

  boolean isOntoNotes() {
    return shape.width() == Width.BY_SENTENCE;
  }
}
