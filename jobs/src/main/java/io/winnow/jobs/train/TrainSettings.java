package io.winnow.jobs.train;

import io.winnow.model.FineTuning;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.io.Serializable;
import java.util.List;

/** The keys {@code train.*}. */
@Section("train")
public record TrainSettings(
    Optimization optimization,
    Steps steps,
    EarlyStopping earlyStopping,
    Compute compute,
    TrainInit init,
    int restarts,
    LabelWeights labelWeights,
    Successor successor)
    implements Serializable {

  /** In a word, in sentences with many names. */
  private static final double SUB_WORDS = 1.5;

  public TrainSettings {
    Validation.of(TrainSettings.class).atLeast("restarts", 0, restarts).done();
  }

  /** What a round's training begins with. */
  public enum TrainInit {
    /** The pretrained encoder and a new head, so that errors of earlier rounds do not persist. */
    ENCODER,
    /**
     * The model of the round before, with its head where the entity types are the same; the encoder
     * in the first round.
     */
    PREVIOUS
  }

  /** What training takes as the truth of a settled label. */
  public enum LabelWeights {
    /** The settled spans, as if they were certain. */
    HARD,
    /**
     * For each word, how probable adjudication finds each tag: what annotators were divided over
     * pulls the model less than what they agreed on. A label that has none counts as certain.
     */
    POSTERIOR
  }

  /** How the weights change in a step. */
  @Section("train")
  public record Optimization(
      int batchSize,
      double learningRate,
      double weightDecay,
      double warmupShare,
      double clipNorm,
      double dropout,
      double layerDecay)
      implements Serializable {

    public Optimization {
      Validation.of(Optimization.class)
          .atLeast("batch-size", 1, batchSize)
          .positive("learning-rate", learningRate)
          .notNegative("weight-decay", weightDecay)
          .share("warmup-share", warmupShare)
          .positive("clip-norm", clipNorm)
          .shareBelowOne("dropout", dropout)
          .positive("layer-decay", layerDecay)
          .require(layerDecay <= 1, "layer-decay", "must be at most 1, not " + layerDecay)
          .done();
    }
  }

  /** How long a training is. */
  @Section("train")
  public record Steps(int epochs, int minSteps, int maxSteps, int checkpointSteps)
      implements Serializable {

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

  /** What is measured on the way, and ends the training. */
  @Section("train")
  public record EarlyStopping(double devShare, int evalEverySteps, int patience, int evalBatchSize)
      implements Serializable {

    public EarlyStopping {
      Validation.of(EarlyStopping.class)
          .shareBelowOne("dev-share", devShare)
          .atLeast("eval-every-steps", 1, evalEverySteps)
          .atLeast("patience", 1, patience)
          .atLeast("eval-batch-size", 1, evalBatchSize)
          .done();
    }
  }

  /** What a training runs on and in. */
  @Section("train")
  public record Compute(int threads, int maxTokens, Precision precision) implements Serializable {

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

  /** What a successor learns of the pool beside the labels. */
  @Section("train.successor")
  public record Successor(double minConfidence, int sentences) implements Serializable {

    public Successor {
      Validation.of(Successor.class)
          .share("min-confidence", minConfidence)
          .atLeast("sentences", 0, sentences)
          .done();
    }
  }

  /** About the sub-words of the largest batch, padding included, by the longest of the examples. */
  int largestBatch(List<Example> examples) {
    int words = examples.stream().mapToInt(example -> example.words().size()).max().orElse(0);
    int longest = (int) Math.min(compute.maxTokens(), Math.ceil(SUB_WORDS * words));
    return optimization.batchSize() * longest;
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
