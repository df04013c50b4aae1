package io.winnow.jobs.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs several runs concurrently: of those that can start, the one that was asked for first. After
 * a failure, no run starts another round.
 */
final class Crew implements AutoCloseable {

  private final ExecutorService threads;
  private final List<CompletableFuture<Void>> all = new ArrayList<>();
  private volatile boolean failed;

  /** Work that can start, with its place among all. */
  private record Ranked(int place, Runnable work) implements Runnable, Comparable<Ranked> {

    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(place, other.place);
    }
  }

  /**
   * @param size runs at a time
   */
  Crew(int size) {
    threads =
        new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
  }

  CompletableFuture<Void> start(Runnable work) {
    return startAfter(CompletableFuture.completedFuture(null), work);
  }

  /** As {@link #start}, once something before has ended well. */
  CompletableFuture<Void> startAfter(CompletableFuture<Void> before, Runnable work) {
    int place = all.size();
    CompletableFuture<Void> started =
        before.thenRunAsync(
            () -> {
              if (goesOn()) {
                work.run();
              }
            },
            ready -> threads.execute(new Ranked(place, ready)));
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
