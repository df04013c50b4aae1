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

/**
 * Calls the methods of a compiled class, which is in inference mode; {@link Architecture#source}
 * says what they take.
 */
final class NativeForward {

  private static final float[] NONE = {};

  private NativeForward() {}

  static Forward plain(Model model) {
    return windows -> {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDList answers = call(model, manager, "forward", BatchInput.of(manager, windows));
        return new Forward.Answers(
            windows.size(), answers.singletonOrThrow().toFloatArray(), NONE, NONE);
      }
    };
  }

  /**
   * @param masks [passes, sites, hidden], on the model's device; stays its owner's
   */
  static Forward survey(Model model, NDArray masks, Survey.Pooling pooling) {
    return windows -> {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDList input = BatchInput.of(manager, windows);
        input.add(masks);
        NDList answers = call(model, manager, "survey", input);
        return new Forward.Answers(
            windows.size(),
            answers.get(0).toFloatArray(),
            pooling == Survey.Pooling.MEAN ? answers.get(1).toFloatArray() : NONE,
            answers.get(2).toFloatArray());
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
      try (IValue answer = IValueUtils.runMethod(block, method, arguments)) {
        return answer.toNDList((PtNDManager) manager);
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
