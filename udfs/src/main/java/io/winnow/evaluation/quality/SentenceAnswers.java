package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import io.winnow.text.EntitySpan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What several annotators said of one sentence, read once for all measures.
 *
 * @param annotators their places in the judgements, rising
 * @param tags by annotator and word
 * @param spans by annotator
 */
record SentenceAnswers(int[] annotators, int[][] tags, List<List<EntitySpan>> spans) {

  /** All answers to a sentence. */
  static SentenceAnswers all(Judgements judgements, int sentence) {
    return of(
        judgements,
        sentence,
        IntStream.range(
                judgements.firstAnnotation(sentence), judgements.firstAnnotation(sentence + 1))
            .toArray());
  }

  /** Some of the answers to a sentence. */
  static SentenceAnswers of(Judgements judgements, int sentence, int[] annotations) {
    int[][] tags = new int[annotations.length][judgements.wordCount(sentence)];
    for (int i = 0; i < annotations.length; i++) {
      int annotation = annotations[i];
      Arrays.setAll(tags[i], word -> judgements.tag(annotation, word));
    }
    return new SentenceAnswers(
        Arrays.stream(annotations).map(judgements::annotator).toArray(),
        tags,
        Arrays.stream(tags).map(judgements.scheme()::spans).toList());
  }

  int size() {
    return annotators.length;
  }

  boolean unanimous() {
    return spans.stream().distinct().count() == 1;
  }

  /** The spans that at least half of the others marked. */
  Set<EntitySpan> voteWithout(int answer) {
    Map<EntitySpan, Integer> votes = new HashMap<>();
    for (int i = 0; i < size(); i++) {
      if (i != answer) {
        spans.get(i).forEach(span -> votes.merge(span, 1, Integer::sum));
      }
    }
    votes.values().removeIf(count -> 2 * count < size() - 1);
    return votes.keySet();
  }
}
