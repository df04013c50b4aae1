package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import io.winnow.evaluation.quality.AnnotatorReport.Pace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Metadata of annotations: the batch, the time spent, the order, what was suggested. One call of
 * {@link #add} for each annotation of the judgements, in any order. Twelve bytes an annotation.
 */
public final class AnswerFacts {

  private static final int UNKNOWN = -1;

  private final Judgements judgements;
  private final List<String> batches;
  private final String[] sentences;
  private final Map<String, Integer> annotators = new HashMap<>();
  private final Map<String, Integer> batchPlaces = new HashMap<>();
  private final int[] batch;
  private final int[] place;
  private final float[] secondsPerWord;
  private final SuggestedAnswers suggested;

  /**
   * @param batches their ids in the order in which they were sent
   */
  public AnswerFacts(Judgements judgements, List<String> batches) {
    this(judgements, batches, new SuggestedAnswers());
  }

  /**
   * @param suggested those of the annotations that are of sentences with suggestions
   */
  public AnswerFacts(Judgements judgements, List<String> batches, SuggestedAnswers suggested) {
    this.suggested = suggested;
    this.judgements = judgements;
    this.batches = List.copyOf(batches);
    this.sentences =
        IntStream.range(0, judgements.sentences())
            .mapToObj(judgements::sentenceId)
            .toArray(String[]::new);
    for (int annotator = 0; annotator < judgements.annotators(); annotator++) {
      annotators.put(judgements.annotatorId(annotator), annotator);
    }
    batches.forEach(id -> batchPlaces.put(id, batchPlaces.size()));
    int annotations = judgements.firstAnnotation(sentences.length);
    this.batch = new int[annotations];
    this.place = new int[annotations];
    this.secondsPerWord = new float[annotations];
    Arrays.fill(batch, UNKNOWN);
  }

  /**
   * @param place orders its annotator's answers in the batch: a row number of the return does
   * @param seconds spent on it; NaN, zero or less where nobody measured it
   * @throws IllegalArgumentException if the judgements hold no such answer, or the batch is unknown
   */
  public AnswerFacts add(
      String sentenceId, String annotatorId, String batchId, int place, double seconds) {
    int sentence = Arrays.binarySearch(sentences, sentenceId);
    int annotation = sentence < 0 ? UNKNOWN : annotation(sentence, annotatorId);
    if (annotation == UNKNOWN) {
      throw new IllegalArgumentException(
          "The judgements hold no answer of annotator %s to sentence %s; annotations of control items and skipped sentences are counted separately"
              .formatted(annotatorId, sentenceId));
    }
    Integer sent = batchPlaces.get(batchId);
    if (sent == null) {
      throw new IllegalArgumentException(
          "Annotator %s's answer to sentence %s is of batch %s, which is none of the %d that were sent"
              .formatted(annotatorId, sentenceId, batchId, batches.size()));
    }
    int words = judgements.wordCount(sentence);
    this.batch[annotation] = sent;
    this.place[annotation] = place;
    this.secondsPerWord[annotation] =
        seconds > 0 && words > 0 ? (float) seconds / words : Float.NaN;
    return this;
  }

  private int annotation(int sentence, String annotatorId) {
    int annotator = annotators.getOrDefault(annotatorId, UNKNOWN);
    return IntStream.range(
            judgements.firstAnnotation(sentence), judgements.firstAnnotation(sentence + 1))
        .filter(annotation -> judgements.annotator(annotation) == annotator)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /**
   * @throws IllegalArgumentException if an annotation has no facts yet
   */
  public AnswerFacts requireAll() {
    for (int sentence = 0; sentence < sentences.length; sentence++) {
      int to = judgements.firstAnnotation(sentence + 1);
      for (int i = judgements.firstAnnotation(sentence); i < to; i++) {
        if (batch[i] == UNKNOWN) {
          throw new IllegalArgumentException(
              "No batch is known for annotator %s's answer to sentence %s; add it"
                  .formatted(judgements.annotatorId(judgements.annotator(i)), sentences[sentence]));
        }
      }
    }
    return this;
  }

  List<String> batches() {
    return batches;
  }

  SuggestedAnswers suggested() {
    return suggested;
  }

  int batch(int annotation) {
    return batch[annotation];
  }

  /** By annotator: the answers in the order in which they were given, by batch, then within it. */
  int[][] inOrder() {
    int[] sizes = new int[judgements.annotators()];
    for (int annotation = 0; annotation < batch.length; annotation++) {
      sizes[judgements.annotator(annotation)]++;
    }
    int[][] answers = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    for (int annotation = batch.length - 1; annotation >= 0; annotation--) {
      int annotator = judgements.annotator(annotation);
      answers[annotator][--sizes[annotator]] = annotation;
    }
    Comparator<Integer> earlier =
        Comparator.<Integer>comparingInt(answer -> batch[answer])
            .thenComparingInt(answer -> place[answer]);
    Arrays.setAll(
        answers,
        annotator ->
            Arrays.stream(answers[annotator])
                .boxed()
                .sorted(earlier)
                .mapToInt(Integer::intValue)
                .toArray());
    return answers;
  }

  /**
   * By annotation: which third of its annotator's answers it is in, from 0 on. First and last third
   * are equally large; the middle one takes what is over.
   */
  byte[] thirds(int[][] inOrder) {
    byte[] thirds = new byte[batch.length];
    for (int[] answers : inOrder) {
      int third = answers.length / 3;
      for (int i = third; i < answers.length; i++) {
        thirds[answers[i]] = (byte) (i < answers.length - third ? 1 : 2);
      }
    }
    return thirds;
  }

  Pace pace(int[] answers) {
    return Pace.of(Arrays.stream(answers).mapToDouble(answer -> secondsPerWord[answer]));
  }
}
