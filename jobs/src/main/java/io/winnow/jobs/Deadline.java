package io.winnow.jobs;

import io.winnow.workspace.Pointer;
import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait for the vendor's annotations.
 *
 * @param waiting after the hand-off; zero: for ever
 * @param now when it is asked
 */
public record Deadline(Duration waiting, Instant now) {

  /** Whether what is missing of a round's outbox goes back to the pool. */
  public boolean hasPassed(Pointer outbox) {
    return !waiting.isZero() && !outbox.published().plus(waiting).isAfter(now);
  }
}
