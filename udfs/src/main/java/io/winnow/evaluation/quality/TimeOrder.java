package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Each annotator's answers in the order in which they were given: by batch, then within it. */
final class TimeOrder {

  /** Which third of its annotator's answers an annotation is in. */
  static final byte FIRST = 0;

  static final byte MIDDLE = 1;
  static final byte LAST = 2;

  private final Judgements judgements;
  private final AnswerFacts facts;
  private final int[] sentenceOf;
  private final int[] annotations;
  private final int[] first;

  TimeOrder(Judgements judgements, AnswerFacts facts) {
    this.judgements = judgements;
    this.facts = facts;
    this.sentenceOf = sentences(judgements);
    this.first = new int[judgements.annotators() + 1];
    for (int annotation = 0; annotation < sentenceOf.length; annotation++) {
      first[judgements.annotator(annotation) + 1]++;
    }
    Arrays.parallelPrefix(first, Integer::sum);
    this.annotations = new int[sentenceOf.length];
    int[] next = first.clone();
    for (int annotation = 0; annotation < sentenceOf.length; annotation++) {
      annotations[next[judgements.annotator(annotation)]++] = annotation;
    }
    Comparator<Integer> earlier =
        Comparator.<Integer>comparingInt(facts::batch).thenComparingInt(facts::place);
    for (int annotator = 0; annotator < judgements.annotators(); annotator++) {
      int[] sorted =
          IntStream.range(first[annotator], first[annotator + 1])
              .mapToObj(i -> annotations[i])
              .sorted(earlier)
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(sorted, 0, annotations, first[annotator], sorted.length);
    }
  }

  /** By annotation: its sentence. */
  static int[] sentences(Judgements judgements) {
    int[] sentences = new int[judgements.firstAnnotation(judgements.sentences())];
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      Arrays.fill(
          sentences,
          judgements.firstAnnotation(sentence),
          judgements.firstAnnotation(sentence + 1),
          sentence);
    }
    return sentences;
  }

  /** By annotation. First and last third are equally large; the middle one takes what is over. */
  byte[] thirds() {
    byte[] thirds = new byte[annotations.length];
    for (int annotator = 0; annotator + 1 < first.length; annotator++) {
      int size = first[annotator + 1] - first[annotator];
      for (int i = 0; i < size; i++) {
        thirds[annotations[first[annotator] + i]] =
            i < size / 3 ? FIRST : i >= size - size / 3 ? LAST : MIDDLE;
      }
    }
    return thirds;
  }

  Pace pace(int annotator) {
    float[] secondsPerWord = new float[first[annotator + 1] - first[annotator]];
    int timed = 0;
    for (int i = first[annotator]; i < first[annotator + 1]; i++) {
      int words = judgements.wordCount(sentenceOf[annotations[i]]);
      float seconds = facts.seconds(annotations[i]);
      if (words > 0 && !Float.isNaN(seconds)) {
        secondsPerWord[timed++] = seconds / words;
      }
    }
    return Pace.of(Arrays.copyOf(secondsPerWord, timed));
  }
}
