package io.winnow.annotation;

import java.util.Arrays;

/**
 * The answers that occur: which annotator said which tag in which context of an {@link
 * AnnotatorModel}. Each has a number, a cell; the cells of one annotator and context are a row. So
 * tables by cell take memory for what was said, not for all that could be.
 */
final class AnswerCells {

  private final Judgements judgements;
  private final AnnotatorModel model;
  private final int tags;
  private final int contexts;
  private final int[] cellOf;
  private final int[] said;
  private final int[] firstCell;
  private final int[] rowKeys;

  AnswerCells(Judgements judgements, AnnotatorModel model) {
    this.judgements = judgements;
    this.model = model;
    this.tags = judgements.scheme().tagCount();
    this.contexts = model.contexts(judgements.scheme());
    this.cellOf = new int[judgements.annotators() * contexts * tags];
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      int to = judgements.firstAnnotation(sentence + 1);
      for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
        for (int word = 0; word < judgements.wordCount(sentence); word++) {
          cellOf[place(a, word)] = 1;
        }
      }
    }
    int cells = Arrays.stream(cellOf).sum();
    said = new int[cells];
    int[] keys = new int[judgements.annotators() * contexts];
    int[] first = new int[keys.length + 1];
    int rows = 0;
    int cell = 0;
    for (int key = 0; key < keys.length; key++) {
      int before = cell;
      for (int tag = 0; tag < tags; tag++) {
        boolean occurs = cellOf[key * tags + tag] == 1;
        cellOf[key * tags + tag] = occurs ? cell : -1;
        if (occurs) {
          said[cell++] = tag;
        }
      }
      if (cell > before) {
        keys[rows] = key;
        first[rows++] = before;
      }
    }
    first[rows] = cell;
    rowKeys = Arrays.copyOf(keys, rows);
    firstCell = Arrays.copyOf(first, rows + 1);
  }

  int size() {
    return said.length;
  }

  int rows() {
    return rowKeys.length;
  }

  /** A row's first cell; also for {@code rows()}, the end. */
  int firstCell(int row) {
    return firstCell[row];
  }

  int annotator(int row) {
    return rowKeys[row] / contexts;
  }

  int context(int row) {
    return rowKeys[row] % contexts;
  }

  int said(int cell) {
    return said[cell];
  }

  /**
   * Sums what a table has for everything that was said of a word.
   *
   * @param table {@code [cells x tags]}
   * @param sums by tag, added to
   * @param at where they begin
   */
  void sum(double[] table, int sentence, int word, double[] sums, int at) {
    int to = judgements.firstAnnotation(sentence + 1);
    for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
      int from = cellOf[place(a, word)] * tags;
      for (int tag = 0; tag < tags; tag++) {
        sums[at + tag] += table[from + tag];
      }
    }
  }

  /**
   * Adds a share to a table for everything that was said of a word.
   *
   * @param table {@code [cells x tags]}, added to
   * @param shares by tag
   * @param at where they begin
   */
  void add(double[] table, int sentence, int word, double[] shares, int at) {
    int to = judgements.firstAnnotation(sentence + 1);
    for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
      int from = cellOf[place(a, word)] * tags;
      for (int tag = 0; tag < tags; tag++) {
        table[from + tag] += shares[at + tag];
      }
    }
  }

  /**
   * How an annotator errs, over all contexts.
   *
   * @param table {@code [cells x tags]}: how often each answer was given to each true tag
   * @param shares {@code [true tag][said tag]}: pseudo-counts, added to
   * @return the same, each row summing to 1
   */
  double[][] confusion(int annotator, double[] table, double[][] shares) {
    for (int row = 0; row < rows(); row++) {
      for (int cell = firstCell[row]; cell < firstCell[row + 1]; cell++) {
        for (int tag = 0; annotator(row) == annotator && tag < tags; tag++) {
          shares[tag][said[cell]] += table[cell * tags + tag];
        }
      }
    }
    for (double[] row : shares) {
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, said -> row[said] / sum);
    }
    return shares;
  }

  private int place(int annotation, int word) {
    int key = judgements.annotator(annotation) * contexts;
    return (key + model.context(judgements, annotation, word)) * tags
        + judgements.tag(annotation, word);
  }
}
