package io.winnow.annotation;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Tables by answer: which annotator said which tag in which context of an {@link AnnotatorModel}.
 * Each answer has a number, its cell; the cells of one annotator and context are a row. A table has
 * numbers by true tag for the answers that occur, and null, without memory, for the others.
 */
final class AnswerCells {

  private final Judgements judgements;
  private final AnnotatorModel model;
  private final int tags;
  final int contexts;

  /** The cells of the answers that occur, ascending. */
  final int[] occurring;

  AnswerCells(Judgements judgements, AnnotatorModel model) {
    this.judgements = judgements;
    this.model = model;
    this.tags = judgements.scheme().tagCount();
    this.contexts = model.contexts(judgements.scheme());
    BitSet said = new BitSet();
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      int to = judgements.firstAnnotation(sentence + 1);
      for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
        for (int word = 0; word < judgements.wordCount(sentence); word++) {
          said.set(cell(a, word));
        }
      }
    }
    this.occurring = said.stream().toArray();
  }

  int rows() {
    return judgements.annotators() * contexts;
  }

  int row(int cell) {
    return cell / tags;
  }

  int context(int cell) {
    return row(cell) % contexts;
  }

  int said(int cell) {
    return cell % tags;
  }

  /** A table of zeros. */
  double[][] table() {
    double[][] table = new double[rows() * tags][];
    for (int cell : occurring) {
      table[cell] = new double[tags];
    }
    return table;
  }

  /**
   * Adds to {@code sums} by tag, from {@code at} on: what a table has for each answer to a word.
   */
  void sum(double[][] table, int sentence, int word, double[] sums, int at) {
    int to = judgements.firstAnnotation(sentence + 1);
    for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
      double[] numbers = table[cell(a, word)];
      for (int tag = 0; tag < tags; tag++) {
        sums[at + tag] += numbers[tag];
      }
    }
  }

  /** Adds shares by tag, from {@code at} on, to what a table has for each answer to a word. */
  void add(double[][] table, int sentence, int word, double[] shares, int at) {
    int to = judgements.firstAnnotation(sentence + 1);
    for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
      double[] numbers = table[cell(a, word)];
      for (int tag = 0; tag < tags; tag++) {
        numbers[tag] += shares[at + tag];
      }
    }
  }

  /** {@code [rows x tags]}: a table's numbers, each row's cells together, added to a first one. */
  double[][] rowSums(double[][] table, double first) {
    double[][] sums = new double[rows()][tags];
    for (double[] sum : sums) {
      Arrays.fill(sum, first);
    }
    for (int cell : occurring) {
      for (int tag = 0; tag < tags; tag++) {
        sums[row(cell)][tag] += table[cell][tag];
      }
    }
    return sums;
  }

  /**
   * How an annotator errs, over all contexts.
   *
   * @param table how often each answer was given to each true tag
   * @param shares {@code [true tag][said tag]}: pseudo-counts, added to
   * @return the same, each row summing to 1
   */
  double[][] confusion(int annotator, double[][] table, double[][] shares) {
    for (int cell : occurring) {
      for (int tag = 0; row(cell) / contexts == annotator && tag < tags; tag++) {
        shares[tag][said(cell)] += table[cell][tag];
      }
    }
    for (double[] row : shares) {
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, said -> row[said] / sum);
    }
    return shares;
  }

  private int cell(int annotation, int word) {
    int row =
        judgements.annotator(annotation) * contexts + model.context(judgements, annotation, word);
    return row * tags + judgements.tag(annotation, word);
  }
}
