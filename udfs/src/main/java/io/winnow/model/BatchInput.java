package io.winnow.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Lays windows out as the compiled class's methods take them. */
final class BatchInput {

  private BatchInput() {}

  /** {@code ids} and {@code mask} of shape [windows, longest], {@code firsts} of shape [words]. */
  static NDList of(NDManager manager, List<Window> windows) {
    int rows = windows.size();
    int longest = windows.stream().mapToInt(Window::length).max().orElse(0);
    long[] ids = new long[rows * longest];
    long[] mask = new long[rows * longest];
    long[] firsts = new long[windows.stream().mapToInt(Window::words).sum()];
    int word = 0;
    for (int row = 0; row < rows; row++) {
      Window window = windows.get(row);
      int at = row * longest;
      for (int i = 0; i < window.length(); i++) {
        ids[at + i] = window.ids()[i];
        mask[at + i] = 1;
      }
      for (int first : window.firsts()) {
        firsts[word++] = at + first;
      }
    }
    // What the native call returns belongs to the manager of its first input.
    return new NDList(
        manager.create(ids, new Shape(rows, longest)),
        manager.create(mask, new Shape(rows, longest)),
        manager.create(firsts));
  }

  /**
   * The input of {@code loss}: {@link #of} and what its words are compared with. That is a tag id
   * each, of shape [words], if all windows have those; else a distribution each, of shape [words,
   * tags].
   */
  static NDList forLoss(NDManager manager, List<Window.Labelled> batch, int tags) {
    NDList input = of(manager, batch.stream().map(Window.Labelled::window).toList());
    List<WordTargets> targets = batch.stream().map(Window.Labelled::targets).toList();
    if (targets.stream().allMatch(WordTargets.Hard.class::isInstance)) {
      IntStream ids =
          targets.stream().flatMapToInt(it -> IntStream.of(((WordTargets.Hard) it).tags()));
      input.add(manager.create(ids.asLongStream().toArray()));
    } else {
      int words = targets.stream().mapToInt(WordTargets::words).sum();
      FloatBuffer shares = FloatBuffer.allocate(words * tags);
      targets.forEach(it -> shares.put(it.distributions(tags)));
      input.add(manager.create(shares.array(), new Shape(words, tags)));
    }
    input.add(method(manager, "loss"));
    return input;
  }

  /** Marks which method of the class is called; without it, {@code forward}. */
  static NDArray method(NDManager manager, String name) {
    NDArray mark = manager.create(0);
    mark.setName("module_method:" + name);
    return mark;
  }
}
