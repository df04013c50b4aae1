package io.winnow.jobs.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs several runs concurrently. After a failure, no run starts another round. */
final class Crew implements AutoCloseable {

  private final ExecutorService threads;
  private final List<CompletableFuture<Void>> all = new ArrayList<>();
  private volatile boolean failed;

  /**
   * @param size runs at a time
   */
  Crew(int size) {
    threads = Executors.newFixedThreadPool(size);
  }

  CompletableFuture<Void> start(Runnable work) {
    return startAfter(CompletableFuture.completedFuture(null), work);
  }

  /** As {@link #start}, once something before has ended well. */
  CompletableFuture<Void> startAfter(CompletableFuture<Void> before, Runnable work) {
    CompletableFuture<Void> started =
        before.thenRunAsync(
            () -> {
              if (goesOn()) {
                work.run();
              }
            },
            threads);
    started.whenComplete((done, failure) -> failed |= failure != null);
    all.add(started);
    return started;
  }

  /** Whether to begin another round. */
  boolean goesOn() {
    return !failed;
  }

  /** Waits for all; throws what the first of them failed with. */
  void finish() {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
