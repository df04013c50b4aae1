package io.winnow.annotation;

import java.util.List;
import java.util.function.IntFunction;

/** See {@link Adjudication#ofSpans}. */
final class SettledSpans implements Adjudication {

  private final Judgements judgements;
  private final IntFunction<List<ConfidentSpan>> settle;
  private final int tags;
  private final double[] counts;

  SettledSpans(Judgements judgements, IntFunction<List<ConfidentSpan>> settle) {
    this.judgements = judgements;
    this.settle = settle;
    this.tags = judgements.scheme().tagCount();
    this.counts = new double[judgements.annotators() * tags * tags];
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      count(sentence, tagIds(sentence, settle.apply(sentence)));
    }
  }

  @Override
  public AdjudicatedLabel label(int sentence) {
    List<ConfidentSpan> spans = settle.apply(sentence);
    float[] shares = shares(judgements, sentence);
    int[] settled = tagIds(sentence, spans);
    double least = 1;
    for (int word = 0; word < settled.length; word++) {
      least = Math.min(least, shares[word * tags + settled[word]]);
    }
    return new AdjudicatedLabel(judgements.sentenceId(sentence), spans, least, shares);
  }

  /** Of a tag never met, what is true is said. */
  @Override
  public double[][] confusion(int annotator) {
    double[][] shares = new double[tags][tags];
    for (int row = 0; row < tags; row++) {
      double sum = 0;
      for (int said = 0; said < tags; said++) {
        sum += counts[(annotator * tags + row) * tags + said];
      }
      for (int said = 0; said < tags; said++) {
        shares[row][said] =
            sum > 0 ? counts[(annotator * tags + row) * tags + said] / sum : row == said ? 1 : 0;
      }
    }
    return shares;
  }

  /** {@code [words x tags]}: the share of a sentence's annotators that gave the word the tag. */
  static float[] shares(Judgements judgements, int sentence) {
    int tags = judgements.scheme().tagCount();
    int words = judgements.wordCount(sentence);
    int from = judgements.firstAnnotation(sentence);
    int to = judgements.firstAnnotation(sentence + 1);
    int[] votes = new int[words * tags];
    for (int annotation = from; annotation < to; annotation++) {
      for (int word = 0; word < words; word++) {
        votes[word * tags + judgements.tag(annotation, word)]++;
      }
    }
    float[] shares = new float[votes.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) votes[i] / (to - from);
    }
    return shares;
  }

  private void count(int sentence, int[] settled) {
    int to = judgements.firstAnnotation(sentence + 1);
    for (int annotation = judgements.firstAnnotation(sentence); annotation < to; annotation++) {
      int rows = judgements.annotator(annotation) * tags;
      for (int word = 0; word < settled.length; word++) {
        counts[(rows + settled[word]) * tags + judgements.tag(annotation, word)]++;
      }
    }
  }

  private int[] tagIds(int sentence, List<ConfidentSpan> spans) {
    return judgements
        .scheme()
        .tagIds(judgements.wordCount(sentence), spans.stream().map(ConfidentSpan::span).toList());
  }
}
