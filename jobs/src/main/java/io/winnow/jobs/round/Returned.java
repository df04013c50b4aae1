package io.winnow.jobs.round;

import io.winnow.jobs.labels.LabelStore;
import io.winnow.workspace.Pointer;

/**
 * How much of a round came back, in sentences.
 *
 * @param answered with all the answers that were asked for
 * @param overdue lack answers and are waited for no longer
 */
public record Returned(long answered, long sent, long overdue) {

  static final Returned NOTHING = new Returned(0, 0, 0);

  public static Returned of(Pointer labels, int round) {
    return new Returned(
        labels.counts().getOrDefault(LabelStore.answeredKey(round), 0L),
        labels.counts().getOrDefault(LabelStore.sentKey(round), 0L),
        labels.counts().getOrDefault(LabelStore.overdueKey(round), 0L));
  }

  /**
   * @param share of the sentences still waited for that must have all their answers
   */
  boolean isEnough(double share) {
    return answered > 0 && answered >= share * (sent - overdue);
  }
}
