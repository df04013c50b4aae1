package io.winnow.model;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for native code that can't be interrupted, but not for ever.
 *
 * @param atMost how long
 * @param thread the name of the one that does the work
 */
record TimeBound(Duration atMost, String thread) {

  /**
   * What the work gives; empty if it is not done in time. Its thread is a daemon and goes on.
   *
   * @param late takes what comes when nobody waits for it any more
   * @throws CancellationException if this thread is interrupted
   */
  <T> Optional<T> get(Supplier<T> work, Consumer<T> late) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            thread);
    worker.setDaemon(true);
    worker.start();
    try {
      return Optional.of(result.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      result.thenAccept(late);
      return Optional.empty();
    } catch (InterruptedException e) {
      result.thenAccept(late);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while %s was at work".formatted(thread));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }
}
