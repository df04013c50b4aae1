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

  static Ending done(Pointer pointer) {
    return new Ending(Outcome.DONE, Optional.of(pointer), Optional.empty());
  }

  /** The work was published before. */
  public static Ending doneBefore(String title, Pointer pointer) {
    return new Ending(
        Outcome.DONE_BEFORE,
        Optional.of(pointer),
        Optional.of(
            "%s: done before by run %s at %s; nothing to do"
                .formatted(title, pointer.run(), pointer.published())));
  }

  /** There is nothing to do before the vendor delivers. */
  public static Ending waiting(String message) {
    return new Ending(Outcome.WAITING, Optional.empty(), Optional.of(message));
  }

  /**
   * @throws IllegalStateException if the job waits
   */
  public Pointer pointer() {
    return publication.orElseThrow(() -> new IllegalStateException("Nothing is published yet"));
  }
}
