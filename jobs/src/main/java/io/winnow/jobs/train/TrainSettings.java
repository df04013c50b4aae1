package io.winnow.jobs.train;

import io.winnow.model.FineTuning;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code train.*}.
 *
 * @param init what training begins with
 * @param restarts how often a training that learnt nothing is begun again
 * @param labelWeights what of a label counts as true
 * @param successor what a successor learns beside the labels
 */
@Section("train")
public record TrainSettings(
    Optimization optimization,
    Steps steps,
    EarlyStopping earlyStopping,
    Compute compute,
    TrainInit init,
    int restarts,
    LabelWeights labelWeights,
    Successor successor) {

  public TrainSettings {
    Validation.of(TrainSettings.class).atLeast("restarts", 0, restarts).done();
  }

  /**
   * How the weights change in a step.
   *
   * @param batchSize sentences
   * @param learningRate the highest one of the schedule
   * @param warmupShare share of the steps in which the learning rate climbs
   * @param clipNorm longest gradient, by the norm over all weights
   * @param dropout share of the activations dropped
   * @param layerDecay what a layer's learning rate is times that of the layer above it
   */
  @Section("train")
  public record Optimization(
      int batchSize,
      double learningRate,
      double weightDecay,
      double warmupShare,
      double clipNorm,
      double dropout,
      double layerDecay) {

    public Optimization {
      Validation validation =
          Validation.of(Optimization.class)
              .atLeast("batch-size", 1, batchSize)
              .positive("learning-rate", learningRate)
              .notNegative("weight-decay", weightDecay)
              .share("warmup-share", warmupShare)
              .positive("clip-norm", clipNorm)
              .shareBelowOne("dropout", dropout)
              .positive("layer-decay", layerDecay);
      if (layerDecay > 1) {
        validation.add("layer-decay", "must be at most 1, not " + layerDecay);
      }
      validation.done();
    }
  }

  /**
   * How long a training is.
   *
   * @param epochs passes over the labels
   * @param minSteps batches at least
   * @param maxSteps batches at most, whatever epochs and floor ask for; 0: no limit
   * @param checkpointSteps steps between checkpoints; 0: none
   */
  @Section("train")
  public record Steps(int epochs, int minSteps, int maxSteps, int checkpointSteps) {

    public Steps {
      Validation.of(Steps.class)
          .atLeast("epochs", 1, epochs)
          .atLeast("min-steps", 0, minSteps)
          .atLeast("max-steps", 0, maxSteps)
          .atLeast("checkpoint-steps", 0, checkpointSteps)
          .done();
    }

    /** Whether a checkpoint is left after so many steps. */
    boolean isCheckpoint(int steps) {
      return checkpointSteps > 0 && steps % checkpointSteps == 0;
    }
  }

  /**
   * What is measured on the way, and ends the training.
   *
   * @param devShare share of the labelled sentences kept back; 0: none
   * @param evalEverySteps steps between measurements on those kept back
   * @param patience measurements without gain that end the training
   * @param evalBatchSize sentences
   */
  @Section("train")
  public record EarlyStopping(
      double devShare, int evalEverySteps, int patience, int evalBatchSize) {

    public EarlyStopping {
      Validation.of(EarlyStopping.class)
          .shareBelowOne("dev-share", devShare)
          .atLeast("eval-every-steps", 1, evalEverySteps)
          .atLeast("patience", 1, patience)
          .atLeast("eval-batch-size", 1, evalBatchSize)
          .done();
    }
  }

  /**
   * What a training runs on and in.
   *
   * @param threads 0: all cores
   * @param maxTokens longer sentences are cut into windows
   * @param precision of the matrix products; the weights are single precision throughout
   */
  @Section("train")
  public record Compute(int threads, int maxTokens, Precision precision) {

    /** Below that, the windows' shared context would be most of them. */
    private static final int SHORTEST_WINDOW = 64;

    public Compute {
      Validation.of(Compute.class)
          .atLeast("threads", 0, threads)
          .atLeast("max-tokens", SHORTEST_WINDOW, maxTokens)
          .done();
    }

    /** What the matrix products run in here: never {@link Precision#AUTO}. */
    Precision settledPrecision() {
      return precision.on(Torch.defaultDevice());
    }

    /** Has the model's runtime compute on so many threads from now on. */
    public void useThreads() {
      Torch.threads(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * What a successor learns of the pool beside the labels.
   *
   * @param minConfidence probability that the least sure word's tag has at least
   * @param sentences of the pool, drawn at random, that are predicted for it; 0: none
   */
  @Section("train.successor")
  public record Successor(double minConfidence, int sentences) {

    public Successor {
      Validation.of(Successor.class)
          .share("min-confidence", minConfidence)
          .atLeast("sentences", 0, sentences)
          .done();
    }
  }

  /** What stays the same over a run. */
  public FineTuning tuning(long seed) {
    return new FineTuning(
        optimization.weightDecay(),
        optimization.clipNorm(),
        optimization.dropout(),
        optimization.layerDecay(),
        seed,
        compute.precision());
  }
}
