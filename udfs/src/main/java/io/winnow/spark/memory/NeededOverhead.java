package io.winnow.spark.memory;

import io.winnow.model.Precision;
import io.winnow.model.graph.EncoderSize;

/**
 * About how much memory outside of its heap a JVM takes that computes with an encoder on the
 * processor, in MiB. Rules through what ScoringMemoryBench and TrainingMemoryBench measured, where
 * {@code MALLOC_ARENA_MAX} is 1.
 */
public final class NeededOverhead {

  private static final double MEBIBYTE = 1 << 20;

  /** libtorch, tokenizers, classes, compiled code, threads, buffers of the network. */
  private static final int EXECUTOR = 700;

  /** With what malloc keeps of the file that they were read from. */
  private static final double WEIGHTS_SHARE = 1.25;

  /** A batch of 1,024 tokens, and its share of what malloc keeps between batches. */
  private static final int TASK = 44;

  private static final int TRAINING_PROCESS = 560;

  /** Weight, gradient and the two moments of AdamW, in single precision. */
  private static final int STATE_BYTES = 16;

  /** Of each layer, number and token, until its gradient is computed. */
  private static final int KEPT_BYTES = 160;

  /** The driver's own, and as much of the training process's heap as labels fill. */
  private static final int DRIVER = 400 + 256;

  private NeededOverhead() {}

  /**
   * Of an executor: a copy of the weights, and a batch for each task.
   *
   * @param precision settled
   * @param tasks at once
   */
  public static long ofScoring(long parameters, Precision precision, int tasks) {
    int bytes = precision == Precision.BF16 ? 2 : 4;
    return Math.round(
        EXECUTOR + WEIGHTS_SHARE * bytes * parameters / MEBIBYTE + (long) TASK * tasks);
  }

  /**
   * Of a driver that trains: its own, and all of the training process beside it.
   *
   * @param batchTokens of the largest batch, padding included
   */
  public static long ofTraining(long parameters, EncoderSize size, int batchTokens) {
    return DRIVER + ofTrainingProcess(parameters, size, batchTokens);
  }

  static long ofTrainingProcess(long parameters, EncoderSize size, int batchTokens) {
    double state = (double) STATE_BYTES * parameters;
    double kept = (double) KEPT_BYTES * size.layers() * size.hidden() * batchTokens;
    return Math.round(TRAINING_PROCESS + (state + kept) / MEBIBYTE);
  }
}
