package io.winnow.jobs.train;

import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.jobs.train.FineTune.Learning;
import io.winnow.jobs.train.SavedTraining.Progress;
import io.winnow.model.DivergedException;
import io.winnow.model.FineTuning;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Trains a model; if that learnt nothing, again with another seed; and keeps the better one.
 *
 * @param first what the first attempt begins with
 * @param encoder what every further one begins with; trained by no round: its head, if any, has
 *     other classes
 * @param saved its checkpoints
 * @param lineage what {@code winnow.json} tells beside what only an attempt knows
 */
record Training(
    Run run,
    TrainSettings settings,
    LabelScheme scheme,
    ModelOnShelf first,
    ModelOnShelf encoder,
    SavedTraining saved,
    Map<String, Object> lineage) {

  /** Far from neighbouring seeds, which users try one after another. */
  private static final long BETWEEN_SEEDS = 1_000_003;

  /**
   * @param target the kept model's folder, not yet there
   * @return what came of the attempt that was kept
   */
  FineTune.Result run(DevSlice data, Path target) {
    settings.compute().useThreads();
    Optional<Progress> before = saved.progress();
    before.ifPresent(
        progress ->
            run.console()
                .say(
                    "Train: resumes from the checkpoint at step %,d"
                        .formatted(progress.course().steps())));
    int number = before.map(Progress::attempt).orElse(0);
    try (Kept kept =
        new Kept(saved.copy(SavedTraining.KEPT), before.map(Progress::kept).orElse(null))) {
      FineTune.Result result = attempt(number, data, kept);
      while (result.learning() != Learning.LEARNT && number < settings.restarts()) {
        number++;
        say(result, "training starts again from the encoder, with another seed");
        result = attempt(number, data, kept);
      }
      if (kept.result.learning() != Learning.LEARNT) {
        say(kept.result, "look at the labels, or raise train.min-steps or train.restarts");
      }
      kept.model.sendTo(run.workspace().files(), target);
      return kept.result;
    }
  }

  /** The model of the best attempt so far, on the driver's own disk; none where result is null. */
  private static final class Kept implements AutoCloseable {

    private LocalCopy model;
    private FineTune.Result result;

    Kept(LocalCopy model, FineTune.Result result) {
      this.model = model;
      this.result = result;
    }

    void offer(LocalCopy other, FineTune.Result its) {
      if (result == null || its.isBetterThan(result)) {
        model.close();
        model = other;
        result = its;
      }
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /**
   * Trains from where a checkpoint of this attempt left off, if there is one.
   *
   * @param number from 0
   * @param kept gets the model if it is better
   */
  private FineTune.Result attempt(int number, DevSlice data, Kept kept) {
    ModelOnShelf from = number == 0 ? first : encoder;
    // Of the head, of dropout and of the order of batches.
    long seed = run.seed() + number * BETWEEN_SEEDS;
    boolean isTakenUp = saved.progress().filter(it -> it.attempt() == number).isPresent();
    LocalCopy best = isTakenUp ? saved.copy(SavedTraining.BEST) : LocalCopy.empty();
    try (LocalCopy start = LocalCopy.of(run.workspace().files(), from.folder());
        TrainableClassifier classifier = open(start, from, seed)) {
      Course course = isTakenUp ? saved.restore(classifier) : Course.begin();
      FineTune.Result result =
          new FineTune(classifier, scheme, settings, seed, run.console())
              .run(
                  data.train(),
                  data.dev(),
                  course,
                  () -> write(classifier, best, from, seed),
                  () ->
                      saved.save(
                          classifier,
                          new Progress(number, course.snapshot(), kept.result),
                          best,
                          kept.model));
      kept.offer(best, result);
      return result;
    } catch (DivergedException e) {
      if (number == settings.restarts() && kept.result == null) {
        throw e;
      }
      return FineTune.Result.DIVERGED;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open " + from.folder(), e);
    } finally {
      if (kept.model != best) {
        best.close();
      }
    }
  }

  private TrainableClassifier open(LocalCopy start, ModelOnShelf from, long seed)
      throws IOException {
    FineTuning tuning = settings.tuning(seed);
    return from.equals(encoder)
        ? TrainableClassifier.of(start.folder(), scheme, tuning, Torch.defaultDevice())
        : TrainableClassifier.continuing(start.folder(), scheme, tuning, Torch.defaultDevice());
  }

  private void write(TrainableClassifier classifier, LocalCopy best, ModelOnShelf from, long seed) {
    Map<String, Object> whole = new LinkedHashMap<>(lineage);
    whole.put("base_model", from.id());
    whole.put("base_weights_sha256", from.sha256());
    whole.put(
        "head",
        classifier.head() == TrainableClassifier.HeadOrigin.RANDOM ? "new" : "of the base model");
    whole.put("seed", seed);
    whole.put("precision", classifier.precision().name());
    best.clear();
    try {
      classifier.write(best.folder(), whole);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the model to " + best.folder(), e);
    }
  }

  private void say(FineTune.Result result, String next) {
    run.console()
        .say(
            "Train: the model learned nothing: %s; %s".formatted(result.learning().clause(), next));
  }
}
