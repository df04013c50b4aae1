package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The spans of a sentence from which the best F1 is expected, of those that somebody marked and
 * those of the most probable tags. F1 over all sentences is highest when a span is taken from a
 * probability on that is half of that F1 (Lipton, Elkan and Naryanaswamy, "Thresholding Classifiers
 * to Maximize F1 Score", 2014); of spans that overlap, the sum above it decides. What all marked
 * stays.
 */
final class LikelySpans {

  /** Half of an F1 of two thirds. */
  private static final double THRESHOLD = 1 / 3.0;

  private static final Comparator<EntitySpan> BY_END =
      Comparator.comparingInt(EntitySpan::endWord).thenComparing(Comparator.naturalOrder());

  private LikelySpans() {}

  /**
   * @param path the most probable tags
   * @param sums of this sentence
   * @return spans in reading order that don't overlap, with their probabilities
   */
  static List<ConfidentSpan> of(
      Judgements judgements, int sentence, int[] path, ForwardBackward sums) {
    Map<EntitySpan, Integer> marked = new TreeMap<>(BY_END);
    judgements.scheme().spans(path).forEach(span -> marked.put(span, 0));
    int to = judgements.firstAnnotation(sentence + 1);
    for (int annotation = judgements.firstAnnotation(sentence); annotation < to; annotation++) {
      judgements.spans(sentence, annotation).forEach(span -> marked.merge(span, 1, Integer::sum));
    }
    int everyone = judgements.answers(sentence);
    List<ConfidentSpan> candidates = new ArrayList<>();
    double[] gains = new double[marked.size()];
    marked.forEach(
        (span, people) -> {
          int[] tags = judgements.scheme().tagIds(path.length, List.of(span));
          double sure = sums.span(span.startWord(), span.endWord(), tags[span.startWord()]);
          gains[candidates.size()] = (people == everyone ? 1 : sure) - THRESHOLD;
          candidates.add(new ConfidentSpan(span, sure));
        });
    return best(candidates, gains, path.length);
  }

  /** Weighted interval scheduling, by the candidates' ends. */
  private static List<ConfidentSpan> best(
      List<ConfidentSpan> candidates, double[] gains, int words) {
    double[] sums = new double[words + 1];
    int[] taken = new int[words + 1];
    Arrays.fill(taken, -1);
    int next = 0;
    for (int end = 1; end <= words; end++) {
      sums[end] = sums[end - 1];
      for (; next < gains.length && candidates.get(next).span().endWord() == end; next++) {
        double sum = sums[candidates.get(next).span().startWord()] + gains[next];
        if (sum > sums[end]) {
          sums[end] = sum;
          taken[end] = next;
        }
      }
    }
    List<ConfidentSpan> spans = new ArrayList<>();
    int end = words;
    while (end > 0) {
      if (taken[end] < 0) {
        end--;
      } else {
        ConfidentSpan span = candidates.get(taken[end]);
        spans.add(0, span);
        end = span.span().startWord();
      }
    }
    return spans;
  }
}
