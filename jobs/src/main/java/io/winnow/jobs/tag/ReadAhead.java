package io.winnow.jobs.tag;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Reads from a source in a thread of its own, so far as a bound allows: who takes from it gets at
 * once what there is, one item where a person types, many where a file flows.
 *
 * @param <T> an item
 */
final class ReadAhead<T> implements AutoCloseable {

  private final Supplier<T> source;
  private final ToIntFunction<T> weight;
  private final long mostWeight;
  private final Thread thread;
  private final Deque<T> items = new ArrayDeque<>();
  private long held;
  private boolean ended;
  private Throwable failure;

  /**
   * Starts to read.
   *
   * @param source gives null after the last item
   * @param weight of an item, such as its memory
   * @param mostWeight held at most, but for an item that weighs more by itself
   */
  ReadAhead(Supplier<T> source, ToIntFunction<T> weight, long mostWeight) {
    this.source = source;
    this.weight = weight;
    this.mostWeight = mostWeight;
    this.thread = new Thread(this::read, "winnow-read-ahead");
    // A read from a terminal can't be broken off: it must not keep the command from ending.
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
  synchronized List<T> next(int most) {
    try {
      while (items.isEmpty() && !ended) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for input", e);
    }
    if (items.isEmpty() && failure != null) {
      throw rethrown(failure);
    }
    List<T> taken = new ArrayList<>();
    while (!items.isEmpty() && taken.size() < most) {
      T item = items.remove();
      held -= weight.applyAsInt(item);
      taken.add(item);
    }
    notifyAll();
    return taken;
  }

  @Override
  public synchronized void close() {
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
    try {
      for (T item = source.get(); item != null; item = source.get()) {
        put(item);
      }
      end(null);
    } catch (InterruptedException e) {
      end(null);
    } catch (Throwable e) {
      // Whoever waits for items would wait for ever.
      end(e);
    }
  }

  private synchronized void put(T item) throws InterruptedException {
    int heavy = weight.applyAsInt(item);
    while (!items.isEmpty() && held + heavy > mostWeight) {
      wait();
    }
    items.add(item);
    held += heavy;
    notifyAll();
  }

  private synchronized void end(Throwable why) {
    ended = true;
    failure = why;
    notifyAll();
  }
}
