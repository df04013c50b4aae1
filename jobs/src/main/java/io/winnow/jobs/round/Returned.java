package io.winnow.jobs.round;

import io.winnow.jobs.merge.LabelStore;
import io.winnow.workspace.Pointer;

/**
 * How much of a round came back.
 *
 * @param answered sentences with all the answers that were asked for
 * @param sent sentences
 */
public record Returned(long answered, long sent) {

  public static Returned of(Pointer labels, int round) {
    return new Returned(
        labels.counts().getOrDefault(LabelStore.answeredKey(round), 0L),
        labels.counts().getOrDefault(LabelStore.sentKey(round), 0L));
  }
}
