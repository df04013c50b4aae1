package io.winnow.jobs.train;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.LocalCopy;
import io.winnow.model.TrainableClassifier;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoints of one training on their shelf. Each is published like any run, and then the one
 * before it is removed.
 */
record SavedTraining(JobContext context, Shelf shelf) {

  private static final int WORK_DIGITS = 12;
  private static final String STATE = "state";
  private static final String STATE_FILE = "state.safetensors";
  private static final String PROGRESS_FILE = "progress.json";

  /** The weights that are best so far in the attempt under way. */
  private static final String BEST = "best";

  /** The model of the best attempt before. */
  private static final String KEPT = "kept";

  /**
   * How far a training is.
   *
   * @param attempt from 0
   * @param course of this attempt
   * @param kept what came of the best attempt before, or null
   */
  record Progress(int attempt, Course.Snapshot course, FineTune.Result kept) {}

  /**
   * The checkpoints that fit a training.
   *
   * @param shelf the model's
   * @param matters whatever else changes a step: then it is another training
   */
  static SavedTraining of(
      JobContext context,
      Shelf shelf,
      TrainSettings settings,
      LabelScheme scheme,
      Object... matters) {
    String key =
        String.join(
            " ",
            Arrays.toString(matters),
            settings.toString(),
            settings.compute().settledPrecision().name(),
            scheme.toString(),
            Long.toString(context.seed()),
            context.versions().toString());
    String work = ContentHash.of(key).substring(0, WORK_DIGITS);
    return new SavedTraining(context, context.workspace().checkpoints(shelf, work));
  }

  /** How far the last checkpoint is; nothing where there is none. */
  Optional<Progress> progress() {
    return shelf.latest().map(this::progress);
  }

  private Progress progress(Pointer pointer) {
    String file = pointer.output(STATE) + "/" + PROGRESS_FILE;
    return Json.read(context.workspace().readText(file).orElseThrow(), Progress.class);
  }

  /** The best attempt's model before the last checkpoint. */
  LocalCopy kept() {
    return copy(KEPT);
  }

  /** The best weights before the last checkpoint. */
  LocalCopy best() {
    return copy(BEST);
  }

  private LocalCopy copy(String output) {
    return shelf
        .latest()
        .filter(pointer -> pointer.outputs().containsKey(output))
        .map(pointer -> LocalCopy.of(context.workspace().files(), folder(pointer, output)))
        .orElseGet(LocalCopy::empty);
  }

  private org.apache.hadoop.fs.Path folder(Pointer pointer, String output) {
    return context.workspace().resolve(pointer.output(output));
  }

  /** Gives the classifier the weights of the last checkpoint. */
  void restore(TrainableClassifier classifier) {
    Pointer pointer = shelf.latest().orElseThrow();
    try (LocalCopy state = copy(STATE)) {
      classifier.restoreState(
          state.folder().resolve(STATE_FILE), progress(pointer).course().steps());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder(pointer, STATE), e);
    }
  }

  /**
   * @param best where its weights lie; an empty folder if there are none
   * @param kept as {@code best}
   */
  void save(TrainableClassifier classifier, Progress progress, LocalCopy best, LocalCopy kept) {
    Optional<Pointer> before = shelf.latest();
    RunRecorder run = context.start("train-checkpoint");
    org.apache.hadoop.fs.Path target = shelf.newRun(run.run());
    Map<String, org.apache.hadoop.fs.Path> outputs = new LinkedHashMap<>();
    try (LocalCopy state = LocalCopy.empty()) {
      classifier.saveState(state.folder().resolve(STATE_FILE));
      Path file = state.folder().resolve(PROGRESS_FILE);
      Files.writeString(file, Json.write(progress));
      send(state, target, STATE, outputs);
      send(best, target, BEST, outputs);
      send(kept, target, KEPT, outputs);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the checkpoint " + target, e);
    }
    context.publish(
        run,
        shelf,
        before.map(Pointer::sequence).orElse(0) + 1,
        outputs,
        Map.of("steps", (long) progress.course().steps(), "attempt", (long) progress.attempt()));
    before.ifPresent(pointer -> workspace().remove(folder(pointer, STATE).getParent()));
  }

  private void send(
      LocalCopy files,
      org.apache.hadoop.fs.Path target,
      String output,
      Map<String, org.apache.hadoop.fs.Path> outputs) {
    if (!files.isEmpty()) {
      outputs.put(output, new org.apache.hadoop.fs.Path(target, output));
      files.sendTo(workspace().files(), outputs.get(output));
    }
  }

  private Workspace workspace() {
    return context.workspace();
  }
}
