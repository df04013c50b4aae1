package io.winnow.annotation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** See {@link Adjudication#ofSpans}. */
final class SettledSpans implements Adjudication {

  private final Judgements judgements;
  private final IntFunction<List<ConfidentSpan>> settle;
  private final int tags;

  /** {@code [annotator][settled tag][said tag]}: words. */
  private final int[][][] counts;

  SettledSpans(Judgements judgements, IntFunction<List<ConfidentSpan>> settle) {
    this.judgements = judgements;
    this.settle = settle;
    this.tags = judgements.scheme().tagCount();
    this.counts = new int[judgements.annotators()][tags][tags];
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      int[] settled = tagIds(sentence, settle.apply(sentence));
      int to = judgements.firstAnnotation(sentence + 1);
      for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
        for (int word = 0; word < settled.length; word++) {
          counts[judgements.annotator(a)][settled[word]][judgements.tag(a, word)]++;
        }
      }
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
      int[] said = counts[annotator][row];
      double sum = Arrays.stream(said).sum();
      Arrays.setAll(shares[row], tag -> said[tag] / sum);
      if (sum == 0) {
        Arrays.fill(shares[row], 0);
        shares[row][row] = 1;
      }
    }
    return shares;
  }

  /** {@code [words x tags]}: the share of a sentence's annotators that gave the word the tag. */
  static float[] shares(Judgements judgements, int sentence) {
    int tags = judgements.scheme().tagCount();
    float[] shares = new float[judgements.wordCount(sentence) * tags];
    int from = judgements.firstAnnotation(sentence);
    int to = judgements.firstAnnotation(sentence + 1);
    for (int annotation = from; annotation < to; annotation++) {
      for (int word = 0; word < judgements.wordCount(sentence); word++) {
        shares[word * tags + judgements.tag(annotation, word)]++;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= to - from;
    }
    return shares;
  }

  private int[] tagIds(int sentence, List<ConfidentSpan> spans) {
    return judgements
        .scheme()
        .tagIds(judgements.wordCount(sentence), spans.stream().map(ConfidentSpan::span).toList());
  }
}
