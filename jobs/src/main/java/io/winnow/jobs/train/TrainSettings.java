package io.winnow.jobs.train;

import io.winnow.jobs.Checks;
import io.winnow.model.FineTuning;
import io.winnow.model.Precision;
import io.winnow.model.Torch;

/**
 * The keys {@code train.*}.
 *
 * @param batchSize sentences
 * @param evalBatchSize sentences
 * @param learningRate the highest one of the schedule
 * @param warmupShare share of the steps in which the learning rate climbs
 * @param clipNorm longest gradient, by the norm over all weights
 * @param dropout share of the activations dropped
 * @param epochs passes over the labels
 * @param minSteps batches at least
 * @param maxSteps batches at most, whatever epochs and floor ask for; 0: no limit
 * @param devShare share of the labelled sentences kept back; 0: none
 * @param evalEverySteps steps between measurements on those kept back
 * @param patience measurements without gain that end the training
 * @param threads 0: all cores
 * @param maxTokens longer sentences are cut into windows
 * @param precision of the matrix products; the weights are single precision throughout
 * @param labelWeights what of a label counts as true
 * @param layerDecay what a layer's learning rate is times that of the layer above it
 * @param init what training begins with
 * @param restarts times that a training which learnt nothing is begun again
 * @param checkpointSteps steps between checkpoints; 0: none
 * @param successor what a successor learns beside the labels
 */
public record TrainSettings(
    int batchSize,
    int evalBatchSize,
    double learningRate,
    double weightDecay,
    double warmupShare,
    double clipNorm,
    double dropout,
    int epochs,
    int minSteps,
    int maxSteps,
    double devShare,
    int evalEverySteps,
    int patience,
    int threads,
    int maxTokens,
    Precision precision,
    LabelWeights labelWeights,
    double layerDecay,
    TrainInit init,
    int restarts,
    int checkpointSteps,
    PseudoLabelSettings successor) {

  /** Below that, the windows' shared context would be most of them. */
  private static final int SHORTEST_WINDOW = 64;

  public TrainSettings {
    Checks checks =
        Checks.of("train")
            .atLeast("batch-size", 1, batchSize)
            .atLeast("eval-batch-size", 1, evalBatchSize)
            .positive("learning-rate", learningRate)
            .notNegative("weight-decay", weightDecay)
            .share("warmup-share", warmupShare)
            .positive("clip-norm", clipNorm)
            .shareBelowOne("dropout", dropout)
            .atLeast("epochs", 1, epochs)
            .atLeast("min-steps", 0, minSteps)
            .atLeast("max-steps", 0, maxSteps)
            .shareBelowOne("dev-share", devShare)
            .atLeast("eval-every-steps", 1, evalEverySteps)
            .atLeast("patience", 1, patience)
            .atLeast("threads", 0, threads)
            .atLeast("max-tokens", SHORTEST_WINDOW, maxTokens)
            .positive("layer-decay", layerDecay)
            .atLeast("restarts", 0, restarts)
            .atLeast("checkpoint-steps", 0, checkpointSteps);
    if (layerDecay > 1) {
      checks.add("layer-decay", "must be at most 1, not " + layerDecay);
    }
    checks.done();
  }

  /** What stays the same over a run. */
  public FineTuning tuning(long seed) {
    return new FineTuning(weightDecay, clipNorm, dropout, layerDecay, seed, precision);
  }

  /** What the matrix products run in here: never {@link Precision#AUTO}. */
  Precision settledPrecision() {
    return precision.on(Torch.defaultDevice());
  }

  /** Whether a checkpoint is left after so many steps. */
  boolean isCheckpoint(int steps) {
    return checkpointSteps > 0 && steps % checkpointSteps == 0;
  }

  /** Has the model's runtime compute on so many threads from now on. */
  public void useThreads() {
    Torch.threads(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
  }
}
