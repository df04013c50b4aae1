package io.winnow.model;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.List;

/** One native call on a batch: a forward pass, and where asked for more passes with dropout. */
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
   * Calls {@code forward} of {@link EncoderSource}.
   *
   * @param model in inference mode
   */
  static ForwardPass plain(Model model) {
    return windows -> {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDList output = call(model, manager, "forward", BatchInput.of(manager, windows));
        return new Output(windows.size(), output.get(0).toFloatArray(), new float[0], new float[0]);
      }
    };
  }

  /**
   * Calls {@code outputs} of {@link EncoderSource}.
   *
   * @param model in inference mode
   * @param masks [passes, sites, hidden], on the model's device; stays its owner's
   */
  static ForwardPass withDropout(Model model, NDArray masks, InferenceOptions.Pooling pooling) {
    boolean isPooled = pooling == InferenceOptions.Pooling.MEAN;
    return windows -> {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDList input = BatchInput.of(manager, windows);
        input.add(masks);
        NDList output = call(model, manager, "outputs", input);
        float[] pooled = isPooled ? output.get(1).toFloatArray() : new float[0];
        return new Output(
            windows.size(), output.get(0).toFloatArray(), pooled, output.get(2).toFloatArray());
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
      try (IValue output = IValueUtils.runMethod(block, method, arguments)) {
        return output.toNDList((PtNDManager) manager);
      }
    } finally {
      for (IValue argument : arguments) {
        if (argument != null) {
          argument.close();
        }
      }
    }
  }
}
