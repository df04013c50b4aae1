package io.winnow.columns;

import io.winnow.columns.Layout.Separator;
import io.winnow.columns.Layout.Shape;
import io.winnow.columns.Layout.Width;
import io.winnow.files.Conll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a file, cut into columns.
 *
 * @param names of the columns, as many as there are; empty where none are given
 * @param header the line that has them; 0: none, or a comment
 * @param sentences the words' lines; those of another number of columns are left out
 */
record Sample(Shape shape, List<String> names, long header, List<List<Row>> sentences) {

  /**
   * A word's line.
   *
   * @param line from 1
   * @param tabs how many it has
   */
  record Row(long line, long tabs, String[] cells) {

    static Row of(long line, String text) {
      return new Row(line, text.chars().filter(c -> c == '	').count(), Conll.columns(text));
    }

    /** With the columns at its end that are empty; not there if it has other columns. */
    Optional<Row> fitted(Shape shape) {
      boolean isWider = shape.width() == Width.BY_SENTENCE && cells.length > shape.columns();
      if (cells.length == shape.columns() || isWider) {
        return Optional.of(this);
      }
      if (cells.length > shape.columns() || tabs < shape.columns() - 1) {
        return Optional.empty();
      }
      String[] padded = Arrays.copyOf(cells, shape.columns());
      Arrays.fill(padded, cells.length, padded.length, "");
      return Optional.of(new Row(line, tabs, padded));
    }
  }

  private static final Pattern GLOBAL_COLUMNS =
      Pattern.compile("#\\s*global\\.columns\\s*=\\s*(.*)");

  private static final Set<String> WORD_NAMES =
      Set.of("form", "word", "words", "token", "tokens", "text");
  private static final Set<String> TAG_NAMES =
      Set.of(
          "tag",
          "tags",
          "ner",
          "ner_tag",
          "ner_tags",
          "ner-tag",
          "nertag",
          "ne",
          "label",
          "labels",
          "entity",
          "entities",
          "iob",
          "iob2",
          "bio",
          "bilou",
          "bio_tag",
          "named_entity",
          "gold");

  private static final Set<String> OTHER_NAMES =
      Set.of(
          "id",
          "index",
          "lemma",
          "pos",
          "pos_tag",
          "pos_tags",
          "upos",
          "xpos",
          "chunk",
          "chunk_tags",
          "feats",
          "head",
          "deprel",
          "deps",
          "misc",
          "sentence",
          "sentence_id",
          "doc",
          "doc_id");

  private static final List<String> CONLL_U =
      List.of("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC");

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
    List<String> names = globalColumns(blocks);
    long header = 0;
    if (!sentences.isEmpty()) {
      Row first = sentences.get(0).get(0);
      if (isHeader(first.cells(), query)) {
        header = first.line();
        names = Arrays.stream(first.cells()).map(it -> it.replaceFirst("^#\\s*", "")).toList();
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
      return new Shape(ONTONOTES, sentences.get(0).get(0).line(), Width.BY_SENTENCE, separator);
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

  private static List<String> globalColumns(List<Conll.Block> blocks) {
    for (Conll.Block block : blocks) {
      for (String comment : block.comments()) {
        Matcher names = GLOBAL_COLUMNS.matcher(comment);
        if (names.matches()) {
          return List.of(names.group(1).strip().split("\\s+"));
        }
      }
    }
    return List.of();
  }

  private static boolean isHeader(String[] cells, ColumnQuery query) {
    List<String> names =
        Arrays.stream(cells)
            .map(it -> it.replaceFirst("^#\\s*", "").toLowerCase(Locale.ROOT))
            .toList();
    boolean hasWord = names.stream().anyMatch(WORD_NAMES::contains);
    boolean isKnown =
        hasWord && names.stream().anyMatch(TAG_NAMES::contains)
            || hasWord && names.size() > 1 && names.stream().allMatch(Sample::isName);
    return isKnown || isAsked(query.word(), names) || isAsked(query.tag(), names);
  }

  private static boolean isName(String name) {
    return WORD_NAMES.contains(name) || TAG_NAMES.contains(name) || OTHER_NAMES.contains(name);
  }

  private static boolean isAsked(ColumnChoice choice, List<String> names) {
    return !choice.isAuto()
        && !choice.isNone()
        && choice.number().isEmpty()
        && names.contains(choice.asked().toLowerCase(Locale.ROOT));
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
        shape.columns() == CONLL_U.size()
            && WordIndex.counts(values(Place.of(0, "")))
            && all(6, "\\d+|_")
            && all(3, "[A-Z]+|_");
    List<String> known = isConllU ? CONLL_U : Collections.nCopies(shape.columns(), "");
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

  boolean isNamedWord(Place place) {
    return WORD_NAMES.contains(place.name().toLowerCase(Locale.ROOT));
  }

  boolean isOntoNotes() {
    return shape.width() == Width.BY_SENTENCE;
  }
}
