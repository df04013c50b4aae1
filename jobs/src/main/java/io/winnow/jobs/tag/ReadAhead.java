package io.winnow.jobs.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Reads from a source in its own thread, up to a bound: the consumer gets at once what is
 * available: one item if a person types, many if a file is read.
 *
 * @param <T> an item
 */
final class ReadAhead<T> implements AutoCloseable {

  /** An item, or the end of them, which may be a failure. */
  private record Entry<T>(T item, int weight, Throwable failure) {}

  private final Supplier<T> source;
  private final ToIntFunction<T> weight;
  private final int mostWeight;
  private final Semaphore room;
  private final BlockingDeque<Entry<T>> entries = new LinkedBlockingDeque<>();
  private final Thread thread;

  /**
   * Starts to read.
   *
   * @param source gives null after the last item
   * @param weight of an item, such as its memory
   * @param mostWeight held at most, but for an item that weighs more by itself
   */
  ReadAhead(Supplier<T> source, ToIntFunction<T> weight, int mostWeight) {
    this.source = source;
    this.weight = weight;
    this.mostWeight = mostWeight;
    this.room = new Semaphore(mostWeight);
    this.thread = new Thread(this::read, "winnow-read-ahead");
    // A read from a terminal can't be interrupted: it must not keep the process alive.
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * What is there, in order; waits for the first item alone.
   *
   * @param most items taken
   * @return empty after the last item
   * @throws RuntimeException as the source threw it, after all items that came before; an error
   *     likewise
   */
  List<T> next(int most) {
    List<T> taken = new ArrayList<>();
    try {
      Entry<T> entry = entries.take();
      while (entry != null && entry.item() != null) {
        taken.add(entry.item());
        room.release(entry.weight());
        entry = taken.size() < most ? entries.poll() : null;
      }
      if (entry != null) {
        // The end stays for the next call, which this may be.
        entries.addFirst(entry);
        if (taken.isEmpty() && entry.failure() != null) {
          throw rethrown(entry.failure());
        }
      }
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for input", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("Cannot read on", failure);
  }

  private void read() {
    Throwable failure = null;
    try {
      for (T item = source.get(); item != null; item = source.get()) {
        int taken = Math.min(mostWeight, weight.applyAsInt(item));
        room.acquire(taken);
        entries.add(new Entry<>(item, taken, null));
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (Throwable e) {
      // Without this, the thread that waits for items would never wake.
      failure = e;
    }
    entries.add(new Entry<>(null, 0, failure));
  }
}
