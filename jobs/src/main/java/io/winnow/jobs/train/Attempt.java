package io.winnow.jobs.train;

import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.model.DivergedException;
import io.winnow.model.FineTuning;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt at a training.
 *
 * @param number from 0
 * @param from what it begins with
 * @param seed of the head, of dropout and of the order of batches
 */
record Attempt(Training training, int number, ModelOnShelf from, long seed) {

  /**
   * Trains from where a checkpoint of this attempt left off, if there is one.
   *
   * @param kept the best model of earlier attempts; gets this one's model if it is better
   * @throws DivergedException if loss or gradients are no longer finite
   */
  FineTune.Result run(DevSlice data, KeptModel kept) {
    LocalCopy best = isTakenUp() ? training.saved().best() : LocalCopy.empty();
    try (LocalCopy start = LocalCopy.of(training.run().workspace().files(), from.folder());
        TrainableClassifier classifier = open(start)) {
      FineTune.Result result =
          new FineTune(
                  classifier,
                  training.scheme(),
                  training.settings(),
                  seed,
                  training.run().console())
              .run(data.train(), data.dev(), () -> keep(classifier, best), checkpoints(best, kept));
      kept.offer(best, result);
      return result;
    } catch (IOException e) {
      best.close();
      throw new UncheckedIOException("Cannot open " + from.folder(), e);
    } catch (RuntimeException e) {
      best.close();
      throw e;
    }
  }

  private boolean isTakenUp() {
    return training.saved().progress().filter(it -> it.attempt() == number).isPresent();
  }

  private TrainableClassifier open(LocalCopy start) throws IOException {
    FineTuning tuning = training.settings().tuning(seed);
    return training.isPretrained(from)
        ? TrainableClassifier.of(start.folder(), training.scheme(), tuning, Torch.defaultDevice())
        : TrainableClassifier.continuing(
            start.folder(), training.scheme(), tuning, Torch.defaultDevice());
  }

  private Checkpoints checkpoints(LocalCopy best, KeptModel kept) {
    SavedTraining saved = training.saved();
    return new Checkpoints() {
      @Override
      public Optional<Course.Snapshot> takeUp(TrainableClassifier classifier) {
        if (!isTakenUp()) {
          return Optional.empty();
        }
        saved.restore(classifier);
        return saved.progress().map(SavedTraining.Progress::course);
      }

      @Override
      public void save(TrainableClassifier classifier, Course.Snapshot course) {
        saved.save(
            classifier,
            new SavedTraining.Progress(number, course, kept.result().orElse(null)),
            best,
            kept.files());
      }
    };
  }

  private void keep(TrainableClassifier classifier, LocalCopy best) {
    best.clear();
    try {
      classifier.write(best.folder(), lineage(classifier));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the model to " + best.folder(), e);
    }
  }

  private Map<String, Object> lineage(TrainableClassifier classifier) {
    Map<String, Object> lineage = new LinkedHashMap<>(training.lineage());
    lineage.put("base_model", from.id());
    lineage.put("base_weights_sha256", from.sha256());
    lineage.put(
        "head",
        classifier.head() == TrainableClassifier.HeadOrigin.RANDOM ? "new" : "of the base model");
    lineage.put("seed", seed);
    lineage.put("precision", classifier.precision().name());
    return lineage;
  }
}
