package io.winnow.columns;

import io.winnow.columns.SentenceCutter.BadLineException;
import java.util.List;

/**
 * Finds sentences whose columns are not those of the file's beginning, though there are as many:
 * the file was put together from files with other columns.
 */
record ChangedColumns(Layout layout, ColumnQuery query) {

  /** Fewer words may be anything. */
  private static final int FEW = 3;

  /**
   * Where files with other columns were put together, the words are in another column from some
   * line on, and what is read as words is a count or parts of speech.
   */
  void requireWords(List<Row> rows) {
    if (rows.size() < FEW || layout.columns() <= 2 || !query.word().isAuto()) {
      return;
    }
    List<String> words = rows.stream().map(row -> layout.word().in(row.cells())).toList();
    boolean areNumbers = WordIndex.counts(List.of(words));
    if (areNumbers || PartsOfSpeech.areAll(words)) {
      throw new BadLineException(
          rows.get(0).line(),
          "column %s has %s here ('%s', '%s'), not words; have the columns changed places? %s=%s"
              + " says that they are words",
          layout.word(),
          areNumbers ? "numbers that count" : "parts of speech",
          words.get(0),
          words.get(1),
          query.wordKey(),
          layout.word().number());
    }
  }

  /**
   * @param tags a plain one for each row
   * @throws BadLineException if one is a chunk, where there were entities
   */
  void requireEntities(List<String> tags, List<Row> rows) {
    Layout.TagColumn column = layout.tag().orElseThrow();
    if (layout.columns() <= 2 || !query.tag().isAuto()) {
      return;
    }
    for (int word = 0; word < tags.size(); word++) {
      String tag = tags.get(word);
      if (tag.length() > 2 && !column.types().contains(tag.substring(2))) {
        String type = tag.substring(2);
        if (PartsOfSpeech.isSyntax(type) && !query.types().contains(type)) {
          throw new BadLineException(
              rows.get(word).line(),
              "'%s' is a chunk, but column %s had entities before (%s); have the columns changed"
                  + " places? %s=%s says that it is an entity, too",
              tag,
              column.place(),
              String.join(", ", column.types()),
              query.tagKey(),
              column.place().number());
        }
      }
    }
  }
}
