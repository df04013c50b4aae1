package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import java.util.Arrays;

/**
 * What several annotators said of one sentence, read once for all measures.
 *
 * @param annotators their places in the judgements, rising
 * @param tags by annotator and word
 * @param spans by annotator: see {@link SpanCodes}
 */
record SentenceAnswers(int[] annotators, int[][] tags, long[][] spans) {

  /** All answers to a sentence. */
  static SentenceAnswers all(Judgements judgements, int sentence) {
    int from = judgements.firstAnnotation(sentence);
    int[] annotations = new int[judgements.firstAnnotation(sentence + 1) - from];
    Arrays.setAll(annotations, i -> from + i);
    return of(judgements, sentence, annotations);
  }

  /** Some of the answers to a sentence. */
  static SentenceAnswers of(Judgements judgements, int sentence, int[] annotations) {
    int[] annotators = new int[annotations.length];
    int[][] tags = new int[annotations.length][judgements.wordCount(sentence)];
    long[][] spans = new long[annotations.length][];
    for (int i = 0; i < annotations.length; i++) {
      annotators[i] = judgements.annotator(annotations[i]);
      for (int word = 0; word < tags[i].length; word++) {
        tags[i][word] = judgements.tag(annotations[i], word);
      }
      spans[i] = SpanCodes.of(tags[i]);
    }
    return new SentenceAnswers(annotators, tags, spans);
  }

  int size() {
    return annotators.length;
  }

  boolean unanimous() {
    return Arrays.stream(spans).allMatch(said -> Arrays.equals(said, spans[0]));
  }

  /** The spans that at least half of the others marked, in reading order. */
  long[] voteWithout(int answer) {
    int count = 0;
    for (long[] said : spans) {
      count += said.length;
    }
    long[] others = new long[count - spans[answer].length];
    count = 0;
    for (int i = 0; i < spans.length; i++) {
      if (i != answer) {
        System.arraycopy(spans[i], 0, others, count, spans[i].length);
        count += spans[i].length;
      }
    }
    Arrays.sort(others);
    int kept = 0;
    int from = 0;
    for (int to = 1; to <= others.length; to++) {
      if (to == others.length || others[to] != others[from]) {
        if (2 * (to - from) >= size() - 1) {
          others[kept++] = others[from];
        }
        from = to;
      }
    }
    return Arrays.copyOf(others, kept);
  }
}
