package io.winnow.jobs.review;

import io.winnow.jobs.train.Example;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.train.TrainingProcess;
import io.winnow.jobs.train.TrainingTask;
import io.winnow.model.Prediction.Predicted;
import io.winnow.selection.RandomOrder;
import io.winnow.settings.SettingsException;
import io.winnow.text.LabelScheme;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Predicts every labelled sentence with a model that was not trained on it. A hash of its id puts
 * each sentence into one of the folds; for each fold, the pretrained encoder is fine-tuned on the
 * others and predicts it.
 *
 * @param pretrained a checkpoint on the driver's own disk
 * @param settings of each of the trainings; none keeps sentences back to stop early
 * @param folds at least 2
 */
public record CrossPrediction(
    Path pretrained,
    LabelScheme scheme,
    TrainSettings settings,
    int folds,
    long seed,
    TrainingProcess training) {

  /**
   * @return of each sentence
   * @throws SettingsException if one fold holds all the sentences
   */
  public List<Predicted> predict(List<Example> examples) {
    Map<Example, Predicted> predicted = new IdentityHashMap<>();
    examples.stream()
        .collect(Collectors.groupingBy(this::fold, TreeMap::new, Collectors.toList()))
        .forEach(
            (fold, unseen) -> {
              Iterator<Predicted> read = predict(fold, unseen, examples).iterator();
              unseen.forEach(example -> predicted.put(example, read.next()));
            });
    return examples.stream().map(predicted::get).toList();
  }

  private int fold(Example example) {
    // Not by the id alone: the sentences of a random round are those with the lowest keys of it.
    return Math.min(folds - 1, (int) (RandomOrder.key(seed, "fold/" + example.id()) * folds));
  }

  private List<Predicted> predict(int fold, List<Example> unseen, List<Example> examples) {
    List<Example> others = examples.stream().filter(example -> fold(example) != fold).toList();
    if (others.isEmpty()) {
      throw new SettingsException(
          List.of(
              new SettingsException.Problem(
                  "review.folds",
                  "all %d labelled sentences fall into one of %d folds, and none is left to train on: merge more labels"
                      .formatted(examples.size(), folds))));
    }
    training
        .console()
        .say(
            "Review: fold %d of %d, train on %,d sentences and predict %,d"
                .formatted(fold + 1, folds, others.size(), unseen.size()));
    TrainingTask task =
        TrainingTask.predicting(pretrained.toFile(), scheme, settings, seed, others, unseen);
    return training.retried(() -> training.run(task, () -> {})).predicted();
  }
}
