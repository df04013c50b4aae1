package io.winnow.jobs;

import io.winnow.workspace.Pointer;
import java.util.Optional;

/**
 * How a job ended that did not fail.
 *
 * @param publication what it published, now or before; empty if it waits
 * @param message what to say of it; empty where the publication said it
 */
public record Ending(Outcome outcome, Optional<Pointer> publication, Optional<String> message) {

  /** Until the vendor delivers. */
  public static Ending waiting(String message) {
    return new Ending(Outcome.WAITING, Optional.empty(), Optional.of(message));
  }

  public Pointer pointer() {
    return publication.orElseThrow(() -> new IllegalStateException("Nothing is published yet"));
  }
}
