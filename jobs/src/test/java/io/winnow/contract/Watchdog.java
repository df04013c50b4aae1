package io.winnow.contract;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs work in a thread of its own and says how much memory it asked for, and whether it ended. */
public final class Watchdog implements AutoCloseable {

  private static final int DEADLINE_SECONDS = 20;

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "watched");
            thread.setDaemon(true);
            return thread;
          });

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What became of it.
   *
   * @param value what it returned; null if it failed
   * @param failure what it threw; null if it did not
   * @param allocated bytes that were allocated on the way, collected or not
   */
  public record Watched<T>(T value, Throwable failure, long allocated) {}

  public <T> Watched<T> run(Callable<T> work) throws InterruptedException {
    Future<Watched<T>> future =
        executor.submit(
            () -> {
              long before = threads.getCurrentThreadAllocatedBytes();
              try {
                T value = work.call();
                return new Watched<>(
                    value, null, threads.getCurrentThreadAllocatedBytes() - before);
              } catch (Throwable failure) {
                return new Watched<>(
                    null, failure, threads.getCurrentThreadAllocatedBytes() - before);
              }
            });
    try {
      return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      IllegalStateException hung =
          new IllegalStateException("no end after %d seconds".formatted(DEADLINE_SECONDS));
      Thread.getAllStackTraces().entrySet().stream()
          .filter(thread -> thread.getKey().getName().equals("watched"))
          .forEach(thread -> hung.setStackTrace(thread.getValue()));
      return new Watched<>(null, hung, 0);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
