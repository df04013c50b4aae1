package io.winnow.jobs.train;

import io.winnow.jobs.LocalCopy;
import java.util.Optional;

/** The model of the best attempt so far, on the driver's own disk. */
final class KeptModel implements AutoCloseable {

  private LocalCopy files;
  private FineTune.Result result;

  /**
   * @param files an empty folder if there is none yet; closed with this
   * @param result what came of it
   */
  KeptModel(LocalCopy files, Optional<FineTune.Result> result) {
    this.files = files;
    this.result = result.orElse(null);
  }

  boolean isEmpty() {
    return result == null;
  }

  LocalCopy files() {
    return files;
  }

  /** What came of the attempt; nothing while none is kept. */
  Optional<FineTune.Result> result() {
    return Optional.ofNullable(result);
  }

  /** Keeps this model if it is better than the one so far, and closes the other. */
  void offer(LocalCopy other, FineTune.Result its) {
    if (isEmpty() || its.isBetterThan(result)) {
      files.close();
      files = other;
      result = its;
    } else {
      other.close();
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
