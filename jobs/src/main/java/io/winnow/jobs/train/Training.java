package io.winnow.jobs.train;

import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.jobs.train.FineTune.Learning;
import io.winnow.jobs.train.SavedState.Progress;
import io.winnow.jobs.train.TrainingTask.Head;
import io.winnow.jobs.train.TrainingTask.Model;
import io.winnow.model.Checkpoint;
import io.winnow.model.DivergedException;
import io.winnow.model.ModelSummary;
import io.winnow.settings.MemoryWarning;
import io.winnow.spark.memory.GrantedOverhead;
import io.winnow.spark.memory.NeededOverhead;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Of the head, of dropout and of the order of batches. Far from neighbouring seeds, which users
   * try one after another.
   */
  private static final long BETWEEN_SEEDS = 1_000_003;

  private static final double MILLION = 1e6;

  /**
   * @param target the kept model's folder, not yet there
   * @return what came of the attempt that was kept
   */
  FineTune.Result run(DevSlice data, org.apache.hadoop.fs.Path target) {
    TrainingProcess process = new TrainingProcess(run.console(), run::keep);
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
      FineTune.Result result = attempt(process, number, data, kept);
      while (result.learning() != Learning.LEARNT && number < settings.restarts()) {
        number++;
        say(result, "training starts again from the encoder, with another seed");
        result = attempt(process, number, data, kept);
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
   * @param number from 0
   * @param kept gets the model if it is better
   */
  private FineTune.Result attempt(TrainingProcess process, int number, DevSlice data, Kept kept) {
    try {
      return process.retried(() -> attemptOnce(process, number, data, kept));
    } catch (DivergedException e) {
      if (number == settings.restarts() && kept.result == null) {
        throw e;
      }
      return FineTune.Result.DIVERGED;
    }
  }

  /** Trains from where a checkpoint of this attempt left off, if there is one. */
  private FineTune.Result attemptOnce(
      TrainingProcess process, int number, DevSlice data, Kept kept) {
    ModelOnShelf from = number == 0 ? first : encoder;
    boolean isTakenUp = saved.progress().filter(it -> it.attempt() == number).isPresent();
    LocalCopy best = isTakenUp ? saved.copy(SavedTraining.BEST) : LocalCopy.empty();
    try (LocalCopy start = LocalCopy.of(run.workspace().files(), from.folder());
        LocalCopy state = isTakenUp ? saved.copy(SavedTraining.STATE) : LocalCopy.empty()) {
      memoryWarning(from, start.folder(), data.train()).ifPresent(run.console()::say);
      TrainingTask task =
          new TrainingTask(
              start.folder().toFile(),
              from.equals(encoder) ? Head.NEW : Head.OF_THE_CHECKPOINT,
              scheme,
              settings,
              run.seed() + number * BETWEEN_SEEDS,
              data.train(),
              data.dev(),
              new Model(
                  best.folder().toFile(),
                  state.folder().toFile(),
                  number,
                  kept.result,
                  lineage(from)));
      FineTune.Result result =
          process.run(task, () -> saved.save(state, best, kept.model)).result();
      kept.offer(best, result);
      return result;
    } finally {
      if (kept.model != best) {
        best.close();
      }
    }
  }

  /** Where the driver's container has less memory than the driver and this take. */
  private Optional<String> memoryWarning(ModelOnShelf from, Path start, List<Example> examples) {
    return GrantedOverhead.ofDriver(run.spark().sparkContext().getConf())
        .flatMap(granted -> memoryWarning(granted, from, start, examples));
  }

  private Optional<String> memoryWarning(
      GrantedOverhead granted, ModelOnShelf from, Path start, List<Example> examples) {
    try {
      Checkpoint checkpoint = Checkpoint.open(start);
      long parameters = ModelSummary.of(checkpoint).parameters();
      int tokens = settings.largestBatch(examples);
      String why =
          "a driver that trains %s (%,d million parameters, batches of up to %,d tokens)"
              .formatted(from.id(), Math.round(parameters / MILLION), tokens);
      return MemoryWarning.of(
          granted, why, NeededOverhead.ofTraining(parameters, checkpoint.size(), tokens));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + from.id(), e);
    }
  }

  private Map<String, Object> lineage(ModelOnShelf from) {
    Map<String, Object> whole = new LinkedHashMap<>(lineage);
    whole.put("base_model", from.id());
    whole.put("base_weights_sha256", from.sha256());
    return whole;
  }

  private void say(FineTune.Result result, String next) {
    run.console()
        .say(
            "Train: the model learned nothing: %s; %s".formatted(result.learning().clause(), next));
  }
}
