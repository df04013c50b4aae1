package io.winnow.model;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** One native call on a batch, and what the compiled class's methods take. */
@FunctionalInterface
interface ForwardPass {

  Output on(List<Window> windows);

  /**
   * What leaves the graph.
   *
   * @param rows b, the windows; w below are the words whose tags they predict
   * @param logProbabilities [w, tags]
   * @param pooled [b, hidden], or empty
   * @param committee [passes, w, tags], or empty
   */
  record Output(int rows, float[] logProbabilities, float[] pooled, float[] committee) {}

  /**
   * Calls {@code forward} of {@link io.winnow.model.graph.EncoderSource}, of a model in inference
   * mode.
   */
  static ForwardPass plain(Model model) {
    return windows -> {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        float[] output =
            call(model, manager, "forward", input(manager, windows)).get(0).toFloatArray();
        return new Output(windows.size(), output, new float[0], new float[0]);
      }
    };
  }

  /**
   * Calls {@code outputs} of {@link io.winnow.model.graph.EncoderSource}.
   *
   * @param masks [passes, sites, hidden], on the model's device; stays its owner's
   */
  static ForwardPass withDropout(Model model, NDArray masks, InferenceOptions.Pooling pooling) {
    boolean isPooled = pooling == InferenceOptions.Pooling.MEAN;
    return windows -> {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDList input = input(manager, windows);
        input.add(masks);
        NDList output = call(model, manager, "outputs", input);
        return new Output(
            windows.size(),
            output.get(0).toFloatArray(),
            isPooled ? output.get(1).toFloatArray() : new float[0],
            output.get(2).toFloatArray());
      }
    };
  }

  /**
   * What {@code Block.forward} does, but the native call's arguments are freed if it fails, too.
   */
  private static NDList call(Model model, NDManager manager, String method, NDList input) {
    IValue[] arguments = new IValue[input.size()];
    try {
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = IValue.from((PtNDArray) input.get(i));
      }
      PtSymbolBlock block = (PtSymbolBlock) model.getBlock();
      return NativeDoor.inside(
          () -> {
            try (IValue output = IValueUtils.runMethod(block, method, arguments)) {
              return output.toNDList((PtNDManager) manager);
            }
          });
    } finally {
      for (IValue argument : arguments) {
        if (argument != null) {
          argument.close();
        }
      }
    }
  }

  /** {@code ids} and {@code mask} of shape [windows, longest], {@code firsts} of shape [words]. */
  static NDList input(NDManager manager, List<Window> windows) {
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
   * The input of {@code loss}: {@link #input} and for each word a tag id, of shape [words], if all
   * windows have those; else a distribution, of shape [words, tags].
   */
  static NDList lossInput(NDManager manager, List<Window.Labelled> batch, int tags) {
    NDList input = input(manager, batch.stream().map(Window.Labelled::window).toList());
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
