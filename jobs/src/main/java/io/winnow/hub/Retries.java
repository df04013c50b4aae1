package io.winnow.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Repeats what may succeed at another time, as long as {@link Patience} lasts. */
final class Retries {

  private final HubSettings settings;
  private final Transfer transfer;
  private final long begun = System.nanoTime();

  /** An answer that may be another one later. */
  static final class PassingException extends IOException {

    private final transient Optional<Duration> retryAfter;

    PassingException(HttpResponse<?> response) {
      super("it answers %d".formatted(response.statusCode()));
      retryAfter =
          response
              .headers()
              .firstValue("Retry-After")
              .filter(it -> it.matches("\\d{1,9}"))
              .map(it -> Duration.ofSeconds(Long.parseLong(it)));
    }
  }

  /** Work of which a failure is worth another try. */
  interface Attempt<T> {
    T make() throws IOException;
  }

  Retries(HubSettings settings, Transfer transfer) {
    this.settings = settings;
    this.transfer = transfer;
  }

  /**
   * Repeats what fails for a reason that may pass. Whoever gets some way each time may go on.
   *
   * @param doing such as {@code fetch model.safetensors}
   * @param arrived grows where an attempt gets some way
   * @throws HubException if it does not succeed in time
   * @throws FileSystemException at once, as it comes from this machine
   */
  <T> T repeat(String doing, LongSupplier arrived, Attempt<T> attempt) throws IOException {
    int failed = 0;
    while (true) {
      long before = arrived.getAsLong();
      try {
        return attempt.make();
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        failed = arrived.getAsLong() > before ? 1 : failed + 1;
        pause(doing, failed, e);
      }
    }
  }

  private void pause(String doing, int failed, IOException failure) {
    if (isLate()) {
      throw late();
    }
    Patience patience = settings.patience();
    Duration pause = patience.pause(failed);
    if (failure instanceof PassingException passing && passing.retryAfter.isPresent()) {
      pause = passing.retryAfter.get();
    }
    boolean isTooLong = pause.compareTo(patience.longestPause()) > 0;
    if (failed >= patience.attempts() || isTooLong) {
      String asked = isTooLong ? " and asks to wait %d s".formatted(pause.toSeconds()) : "";
      throw givenUp(doing, failed, describe(failure) + asked, failure);
    }
    transfer.say(
        "%s: %s; trying again in %.1f s"
            .formatted(settings.endpoint(), describe(failure), pause.toMillis() / 1e3));
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HubException givenUp(String doing, int failed, String why, IOException failure) {
    return new HubException(
        "Cannot %s from %s: %s, %d times in a row. Check the network and the proxy (HTTPS_PROXY, NO_PROXY), or try later: what has arrived is kept. A folder or HF_HUB_OFFLINE=1, which uses the cache alone, needs no network%s"
            .formatted(
                doing,
                settings.endpoint(),
                why,
                failed,
                why.contains("429") ? "; a token (HF_TOKEN) raises the hub's limits" : ""),
        failure);
  }

  /** Java's client leaves out what a person needs to know. */
  static String describe(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }

  /** Whether all of it takes too long. */
  boolean isLate() {
    return System.nanoTime() - begun > settings.patience().total().toNanos();
  }

  HubException late() {
    return new HubException(
        "%s is too slow: the model is not here after %d min; import it again, and it goes on from here"
            .formatted(settings.endpoint(), settings.patience().total().toMinutes()),
        null);
  }

  static HubException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new HubException("The import was interrupted; what has arrived is kept", e);
  }
}
