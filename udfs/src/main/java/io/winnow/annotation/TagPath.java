package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The best tags of a sentence that are valid IOB2 (Viterbi 1967). */
final class TagPath {

  /** Keeps a tag that is all but impossible possible, should no other be valid. */
  private static final double LEAST = 1e-300;

  private TagPath() {}

  /**
   * @param scores {@code [words x tags]}: logarithms
   * @param transitions {@code [tag before x tag]}: logarithms, minus infinity where IOB2 forbids;
   *     before the first word stands {@code O}
   * @return a tag a word; of equally good paths the one with the lower id, from the last word back
   */
  static int[] best(double[] scores, double[] transitions, int words, int tags) {
    if (words == 0) {
      return new int[0];
    }
    double[] before = new double[tags];
    double[] here = new double[tags];
    short[] cameFrom = new short[words * tags];
    for (int tag = 0; tag < tags; tag++) {
      here[tag] = transitions[tag] + scores[tag];
    }
    for (int word = 1; word < words; word++) {
      double[] last = before;
      before = here;
      here = last;
      for (int tag = 0; tag < tags; tag++) {
        int from = 0;
        for (int other = 1; other < tags; other++) {
          if (before[other] + transitions[other * tags + tag]
              > before[from] + transitions[from * tags + tag]) {
            from = other;
          }
        }
        cameFrom[word * tags + tag] = (short) from;
        here[tag] = before[from] + transitions[from * tags + tag] + scores[word * tags + tag];
      }
    }
    int best = 0;
    for (int tag = 1; tag < tags; tag++) {
      best = here[tag] > here[best] ? tag : best;
    }
    int[] path = new int[words];
    path[words - 1] = best;
    for (int word = words - 1; word > 0; word--) {
      path[word - 1] = cameFrom[word * tags + path[word]];
    }
    return path;
  }

  /**
   * The best of the paths whose tags somebody gave their words: what all annotators agree on stays,
   * also where one is believed to be wrong.
   *
   * @param shares {@code [words x tags]}: how likely each tag is, up to a constant a word
   */
  static int[] bestSaid(
      Judgements judgements, int sentence, double[] shares, double[] transitions) {
    int tags = judgements.scheme().tagCount();
    double[] scores = new double[shares.length];
    for (int i = 0; i < scores.length; i++) {
      boolean said = judgements.isSaid(sentence, i / tags, i % tags);
      scores[i] = said ? Math.log(Math.max(shares[i], LEAST)) : Double.NEGATIVE_INFINITY;
    }
    return best(scores, transitions, judgements.wordCount(sentence), tags);
  }

  /**
   * The label that a path is.
   *
   * @param posteriors {@code [words x tags]}, or more
   * @param confidence of the label
   * @param sure of each span
   */
  static AdjudicatedLabel label(
      Judgements judgements,
      int sentence,
      int[] path,
      double[] posteriors,
      double confidence,
      ToDoubleFunction<EntitySpan> sure) {
    List<ConfidentSpan> spans =
        judgements.scheme().spans(path).stream()
            .map(span -> new ConfidentSpan(span, sure.applyAsDouble(span)))
            .toList();
    return label(judgements, sentence, spans, confidence, posteriors);
  }

  /**
   * @param posteriors {@code [words x tags]}, or more
   */
  static AdjudicatedLabel label(
      Judgements judgements,
      int sentence,
      List<ConfidentSpan> spans,
      double confidence,
      double[] posteriors) {
    float[] rounded = new float[judgements.wordCount(sentence) * judgements.scheme().tagCount()];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) posteriors[i];
    }
    return new AdjudicatedLabel(judgements.sentenceId(sentence), spans, confidence, rounded);
  }

  /** All that IOB2 allows is equally likely: 0, the rest minus infinity. */
  static double[] allowed(int tags) {
    double[] transitions = new double[tags * tags];
    for (int from = 0; from < tags; from++) {
      for (int to = 0; to < tags; to++) {
        transitions[from * tags + to] =
            LabelScheme.mayFollow(from, to) ? 0 : Double.NEGATIVE_INFINITY;
      }
    }
    return transitions;
  }
}
