package io.winnow.jobs.train;

import io.winnow.files.TemporaryFolder;
import io.winnow.model.TrainableClassifier;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A checkpoint of a training in a folder on this machine. */
record SavedState(Path folder) {

  private static final String WEIGHTS = "state.safetensors";
  static final String PROGRESS = "progress.json";

  /**
   * How far a training is.
   *
   * @param attempt from 0
   * @param course of this attempt
   * @param kept what came of the best attempt before, or null
   */
  record Progress(int attempt, Course.Snapshot course, FineTune.Result kept) {}

  /** Nothing where the folder is empty. */
  Optional<Progress> progress() {
    Path file = folder.resolve(PROGRESS);
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), Progress.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Gives the classifier the weights of that moment. */
  Course restore(TrainableClassifier classifier, Progress progress) {
    Course course = new Course(progress.course());
    try {
      classifier.restoreState(folder.resolve(WEIGHTS), course.steps());
      return course;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder.resolve(WEIGHTS), e);
    }
  }

  /** Takes the place of what the folder had before. */
  void save(TrainableClassifier classifier, Progress progress) {
    new TemporaryFolder(folder).clear();
    try {
      classifier.saveState(folder.resolve(WEIGHTS));
      Files.writeString(folder.resolve(PROGRESS), Json.write(progress));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a checkpoint to " + folder, e);
    }
  }
}
