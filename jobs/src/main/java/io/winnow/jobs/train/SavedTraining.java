package io.winnow.jobs.train;

import io.winnow.files.Sha256;
import io.winnow.jobs.Job;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.train.SavedState.Progress;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of one training on their shelf. Each is published like any run, and then the one
 * before it is removed.
 */
record SavedTraining(Run run, Shelf shelf) {

  private static final int WORK_DIGITS = 12;

  /** How far it is, and all that its further steps depend on. */
  static final String STATE = "state";

  /** The weights that are best so far in the attempt under way. */
  static final String BEST = "best";

  /** The model of the best attempt before. */
  static final String KEPT = "kept";

  /**
   * The checkpoints that fit a training.
   *
   * @param matters whatever else changes a step: then it is another training
   */
  static SavedTraining of(Run run, TrainSettings settings, LabelScheme scheme, Object... matters) {
    String key =
        "%s %s %s %s %s %s"
            .formatted(
                Arrays.toString(matters),
                settings,
                settings.compute().settledPrecision().name(),
                scheme,
                run.seed(),
                run.versions());
    String work = Sha256.of(key).substring(0, WORK_DIGITS);
    return new SavedTraining(run, run.workspace().checkpoints(run.shelf(), work));
  }

  /** How far the last checkpoint is; nothing where there is none. */
  Optional<Progress> progress() {
    return last().map(this::progress);
  }

  private Progress progress(Pointer pointer) {
    String file = pointer.output(STATE) + "/" + SavedState.PROGRESS;
    return Json.read(run.workspace().readText(file).orElseThrow(), Progress.class);
  }

  /** What the last checkpoint has of one output; an empty folder where it has nothing. */
  LocalCopy copy(String output) {
    return last()
        .filter(pointer -> pointer.outputs().containsKey(output))
        .map(
            pointer ->
                LocalCopy.of(
                    run.workspace().files(), run.workspace().resolve(pointer.output(output))))
        .orElseGet(LocalCopy::empty);
  }

  /**
   * Publishes a checkpoint.
   *
   * @param state holds a {@link SavedState}
   * @param best where its weights lie; an empty folder if there are none
   * @param kept as {@code best}
   */
  void save(LocalCopy state, LocalCopy best, LocalCopy kept) {
    run.publish(new Checkpoint(shelf, state, best, kept));
  }

  /** Publishes one checkpoint; the one before it is removed. */
  private record Checkpoint(Shelf shelf, LocalCopy state, LocalCopy best, LocalCopy kept)
      implements Job {

    @Override
    public Identity identity(Workspace workspace) {
      return new Identity("train-checkpoint", "Checkpoint", shelf);
    }

    @Override
    public Publication run(Run run) {
      Path target = run.folder();
      Progress progress = new SavedState(state.folder()).progress().orElseThrow();
      Publication made =
          new Publication()
              .count("steps", progress.course().steps())
              .count("attempt", progress.attempt());
      Map.of(STATE, state, BEST, best, KEPT, kept)
          .forEach(
              (output, files) -> {
                if (!files.isEmpty()) {
                  Path folder = new Path(target, output);
                  files.sendTo(run.workspace().files(), folder);
                  made.output(output, folder);
                }
              });
      return made;
    }

    @Override
    public void cleanUp(Published published) {
      Workspace workspace = published.workspace();
      published
          .latest(shelf)
          .ifPresent(
              before -> workspace.remove(workspace.resolve(before.output(STATE)).getParent()));
    }
  }

  /** The last one that the run found or published. */
  private Optional<Pointer> last() {
    return run.published().latest(shelf);
  }
}
