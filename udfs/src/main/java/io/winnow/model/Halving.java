package io.winnow.model;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Does work on a batch; where memory does not suffice for it, on its halves, down to single items.
 *
 * @param work done whole or not at all: what fails leaves nothing behind
 * @param beforeRetry gives back what memory it can
 * @param tooLarge takes an item that does not fit even alone, and what said so
 */
record Halving<T>(Consumer<List<T>> work, Runnable beforeRetry, BiConsumer<T, String> tooLarge) {

  /**
   * Each item is worked on once, in order; whatever fails for another reason is thrown.
   *
   * @return how often a batch was split
   */
  int run(List<T> batch) {
    try {
      work.accept(batch);
      return 0;
    } catch (RuntimeException | OutOfMemoryError e) {
      Optional<String> shortage = NativeMemory.shortage(e);
      if (shortage.isEmpty()) {
        throw e;
      }
      beforeRetry.run();
      if (batch.size() == 1) {
        tooLarge.accept(batch.get(0), shortage.get());
        return 0;
      }
    }
    int middle = batch.size() / 2;
    return 1 + run(batch.subList(0, middle)) + run(batch.subList(middle, batch.size()));
  }
}
