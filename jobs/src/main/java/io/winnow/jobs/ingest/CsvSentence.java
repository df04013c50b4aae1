package io.winnow.jobs.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A sentence of a table of words.
 *
 * @param group what tells it apart; null if nothing does
 * @param isKnown whether it was there before
 */
record CsvSentence(List<CsvSentence.CsvRow> rows, String group, boolean isKnown) {

  /**
   * A row and its line.
   *
   * @param cells null where nothing is; none of them in a blank line
   */
  record CsvRow(long line, String[] cells, String problem) {

    boolean isBlank() {
      return problem == null && Arrays.stream(cells).allMatch(it -> it == null || it.isBlank());
    }

    String cell(int column) {
      String cell = column < cells.length ? cells[column] : null;
      return cell == null || cell.isBlank() ? null : cell;
    }
  }

  CsvSentence {
    rows = List.copyOf(rows);
  }

  /**
   * The one value of a column: all rows have it, or the first row has it and the others nothing.
   * Null if there is none.
   */
  String value(int column) {
    String first = rows.get(0).cell(column);
    boolean isInAll = rows.stream().allMatch(row -> isSame(first, row.cell(column)));
    boolean isInFirst = rows.stream().skip(1).allMatch(row -> row.cell(column) == null);
    return isInAll || isInFirst ? first : null;
  }

  private static boolean isSame(String one, String other) {
    return one != null && one.equals(other);
  }

  /**
   * Columns that say something of sentences, not of words: in each sentence they have one value or
   * none, and in one with several words a value.
   *
   * @param columns how many
   */
  static BitSet ofSentences(List<CsvSentence> sentences, int columns) {
    BitSet found = new BitSet();
    List<CsvSentence> several = new ArrayList<>(sentences);
    several.removeIf(sentence -> sentence.rows.size() == 1);
    for (int i = 0; i < columns; i++) {
      int column = i;
      boolean isOne =
          several.stream()
              .allMatch(it -> it.value(column) != null || it.rows.get(0).cell(column) == null);
      boolean isGiven = several.stream().anyMatch(it -> it.value(column) != null);
      found.set(column, isOne && isGiven);
    }
    return found;
  }
}
