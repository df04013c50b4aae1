package io.winnow.jobs.train;

import io.winnow.model.Prediction.Predicted;
import io.winnow.text.LabelScheme;
import java.io.File;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a training process is to do. Its answer is an {@link Outcome}, or the exception that it
 * failed with.
 *
 * @param folder of the checkpoint that it starts from, on this machine
 * @param seed of the head, of dropout and of the order of batches
 * @param dev as in {@link FineTune}
 */
public record TrainingTask(
    File folder,
    Head head,
    LabelScheme scheme,
    TrainSettings settings,
    long seed,
    List<Example> train,
    List<Example> dev,
    Aim aim)
    implements Serializable {

  public TrainingTask {
    // Parts of other lists can't be handed over.
    train = List.copyOf(train);
    dev = List.copyOf(dev);
  }

  /** The head that training starts with. */
  enum Head {
    NEW,
    /** The checkpoint's, if it is for these types; else a new one. */
    OF_THE_CHECKPOINT
  }

  /** What a model is trained for. */
  sealed interface Aim extends Serializable {}

  /**
   * To be kept, and taken up again after a crash.
   *
   * @param best gets the weights that are best so far
   * @param state the last checkpoint, if it holds one, and then each further one
   * @param attempt from 0
   * @param kept what came of the best attempt before, or null
   * @param lineage what {@code winnow.json} tells beside what only the training knows
   */
  record Model(File best, File state, int attempt, FineTune.Result kept, Map<String, ?> lineage)
      implements Aim {}

  /** To predict sentences that it was not trained on. */
  record Predictions(List<Example> unseen) implements Aim {

    Predictions {
      unseen = List.copyOf(unseen);
    }
  }

  /**
   * @param predicted of each unseen sentence, in order
   */
  public record Outcome(FineTune.Result result, List<Predicted> predicted)
      implements Serializable {}

  /** Of a new head on an encoder. */
  public static TrainingTask predicting(
      File encoder,
      LabelScheme scheme,
      TrainSettings settings,
      long seed,
      List<Example> train,
      List<Example> unseen) {
    return new TrainingTask(
        encoder, Head.NEW, scheme, settings, seed, train, List.of(), new Predictions(unseen));
  }
}
