package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import java.util.List;

/**
 * What is known of answers beside what they say: the batch, the time spent, the order. Twelve bytes
 * an annotation.
 */
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
  public static AnswerFactsBuilder builder(Judgements judgements, List<String> batches) {
    return new AnswerFactsBuilder(judgements, batches);
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
}
