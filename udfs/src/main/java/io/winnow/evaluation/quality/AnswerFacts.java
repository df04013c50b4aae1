package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Metadata of annotations: the batch, the time spent, the order. Twelve bytes an annotation. */
public final class AnswerFacts {

  private final List<String> batches;
  private final int[] batch;
  private final int[] place;
  private final float[] seconds;

  /**
   * @param batch by annotation: place in {@code batches}
   * @param place by annotation: orders the answers of a batch
   * @param seconds by annotation; NaN where not known
   */
  AnswerFacts(List<String> batches, int[] batch, int[] place, float[] seconds) {
    this.batches = List.copyOf(batches);
    this.batch = batch;
    this.place = place;
    this.seconds = seconds;
  }

  /**
   * Collects the facts answer by answer, in any order.
   *
   * @param batches their ids in the order in which they were sent
   */
  public static Builder builder(Judgements judgements, List<String> batches) {
    return new Builder(judgements, batches);
  }

  List<String> batches() {
    return batches;
  }

  int batch(int annotation) {
    return batch[annotation];
  }

  int place(int annotation) {
    return place[annotation];
  }

  float seconds(int annotation) {
    return seconds[annotation];
  }

  /** Collects {@link AnswerFacts}, one call for each annotation of the judgements. */
  public static final class Builder {

    private static final int UNKNOWN = -1;

    private final Judgements judgements;
    private final List<String> batches;
    private final Map<String, Integer> annotators = new HashMap<>();
    private final Map<String, Integer> batchPlaces = new HashMap<>();
    private final int[] batch;
    private final int[] place;
    private final float[] seconds;

    Builder(Judgements judgements, List<String> batches) {
      this.judgements = judgements;
      this.batches = batches;
      for (int annotator = 0; annotator < judgements.annotators(); annotator++) {
        annotators.put(judgements.annotatorId(annotator), annotator);
      }
      for (String id : batches) {
        batchPlaces.put(id, batchPlaces.size());
      }
      int annotations = judgements.firstAnnotation(judgements.sentences());
      this.batch = new int[annotations];
      this.place = new int[annotations];
      this.seconds = new float[annotations];
      Arrays.fill(batch, UNKNOWN);
    }

    /**
     * @param place where the answer stands among its annotator's answers in the batch, if only
     *     about: a row number of the return does
     * @param seconds spent on it; NaN, zero or less where nobody measured it
     * @throws IllegalArgumentException if the judgements hold no such answer, or the batch is
     *     unknown
     */
    public Builder add(
        String sentenceId, String annotatorId, String batchId, int place, double seconds) {
      int annotation = annotation(sentenceId, annotatorId);
      Integer sent = batchPlaces.get(batchId);
      if (sent == null) {
        throw new IllegalArgumentException(
            "Annotator %s's answer to sentence %s is of batch %s, which is none of the %d that were sent"
                .formatted(annotatorId, sentenceId, batchId, batches.size()));
      }
      this.batch[annotation] = sent;
      this.place[annotation] = place;
      this.seconds[annotation] = seconds > 0 ? (float) seconds : Float.NaN;
      return this;
    }

    /**
     * @throws IllegalArgumentException if an annotation has no facts yet
     */
    public AnswerFacts build() {
      for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
        int to = judgements.firstAnnotation(sentence + 1);
        for (int i = judgements.firstAnnotation(sentence); i < to; i++) {
          if (batch[i] == UNKNOWN) {
            throw new IllegalArgumentException(
                "No batch is known for annotator %s's answer to sentence %s; add it"
                    .formatted(
                        judgements.annotatorId(judgements.annotator(i)),
                        judgements.sentenceId(sentence)));
          }
        }
      }
      return new AnswerFacts(batches, batch.clone(), place.clone(), seconds.clone());
    }

    private int annotation(String sentenceId, String annotatorId) {
      Integer annotator = annotators.get(annotatorId);
      int sentence = sentence(sentenceId);
      if (annotator != null && sentence >= 0) {
        int to = judgements.firstAnnotation(sentence + 1);
        for (int i = judgements.firstAnnotation(sentence); i < to; i++) {
          if (judgements.annotator(i) == annotator) {
            return i;
          }
        }
      }
      throw new IllegalArgumentException(
          "The judgements hold no answer of annotator %s to sentence %s; answers to control items and skipped ones are counted apart"
              .formatted(annotatorId, sentenceId));
    }

    /** Sentences are in the order of their ids. */
    private int sentence(String id) {
      int low = 0;
      int high = judgements.sentences() - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = judgements.sentenceId(middle).compareTo(id);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -1;
    }
  }
}
