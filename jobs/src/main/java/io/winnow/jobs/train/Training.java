package io.winnow.jobs.train;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.model.DivergedException;
import io.winnow.text.LabelScheme;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Trains a model; if that learnt nothing, again with another seed; and keeps the better one.
 *
 * @param first what the first attempt begins with
 * @param encoder what every further one begins with
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
    Optional<SavedTraining.Progress> before = saved.progress();
    before.ifPresent(this::sayTakenUp);
    int number = before.map(SavedTraining.Progress::attempt).orElse(0);
    try (KeptModel kept = new KeptModel(saved.kept(), before.map(SavedTraining.Progress::kept))) {
      FineTune.Result result = attempt(number, data, kept);
      while (result.learning() != Learning.LEARNT && number < settings.restarts()) {
        number++;
        say(result, "once more from the encoder, with another seed");
        result = attempt(number, data, kept);
      }
      FineTune.Result best = kept.result().orElseThrow();
      if (best.learning() != Learning.LEARNT) {
        say(best, "look at the labels, or raise train.min-steps or train.restarts");
      }
      kept.files().sendTo(run.workspace().files(), target);
      return best;
    }
  }

  /** Whether this encoder was trained by no round: its head, if any, has other classes. */
  boolean isPretrained(ModelOnShelf model) {
    return model.equals(encoder);
  }

  private FineTune.Result attempt(int number, DevSlice data, KeptModel kept) {
    long seed = run.seed() + number * BETWEEN_SEEDS;
    try {
      return new Attempt(this, number, number == 0 ? first : encoder, seed).run(data, kept);
    } catch (DivergedException e) {
      if (number == settings.restarts() && kept.isEmpty()) {
        throw e;
      }
      return FineTune.Result.DIVERGED;
    }
  }

  private void sayTakenUp(SavedTraining.Progress progress) {
    run.console()
        .say(
            "Train: goes on after step %,d, where the run before left off"
                .formatted(progress.course().steps()));
  }

  private void say(FineTune.Result result, String next) {
    run.console()
        .say("Train: nothing is learnt: %s; %s".formatted(result.learning().clause(), next));
  }
}
