package io.winnow.jobs.train;

import io.winnow.files.TemporaryFolder;
import io.winnow.jobs.Console;
import io.winnow.jobs.train.TrainingTask.Head;
import io.winnow.jobs.train.TrainingTask.Model;
import io.winnow.jobs.train.TrainingTask.Outcome;
import io.winnow.jobs.train.TrainingTask.Predictions;
import io.winnow.model.FineTuning;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.process.ChildMain;
import io.winnow.process.ChildWork;
import io.winnow.process.ObjectFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One training in the process that it has for itself. {@link TrainingProcess} is its other end. */
public final class TrainingWork implements ChildWork {

  /** A line that begins so goes on with steps done, all steps, and a note. */
  static final String STEP = "step";

  /** The line after a checkpoint is written; then it waits for a nod. */
  static final String CHECKPOINT = "checkpoint";

  /**
   * @param arguments the file of the {@link TrainingTask}, and that for its answer
   */
  @Override
  public void run(List<String> arguments, PrintStream answers) {
    TrainingTask task = (TrainingTask) new ObjectFile(Path.of(arguments.get(0))).read();
    new ObjectFile(Path.of(arguments.get(1))).write(answer(task, answers));
  }

  private static Serializable answer(TrainingTask task, PrintStream lines) {
    task.settings().compute().useThreads();
    try (TrainableClassifier classifier = open(task)) {
      FineTune tuning =
          new FineTune(
              classifier, task.scheme(), task.settings(), task.seed(), new LineConsole(lines));
      if (task.aim() instanceof Predictions predictions) {
        FineTune.Result result = tuning.run(task.train());
        return new Outcome(result, tuning.read(predictions.unseen()));
      }
      return new Outcome(train(task, (Model) task.aim(), tuning, lines), List.of());
    } catch (IOException | RuntimeException e) {
      // For the log; and where it can't be handed over, this is all that is known of it.
      e.printStackTrace();
      return e;
    }
  }

  private static TrainableClassifier open(TrainingTask task) throws IOException {
    FineTuning tuning = task.settings().tuning(task.seed());
    Path folder = task.folder().toPath();
    return task.head() == Head.NEW
        ? TrainableClassifier.of(folder, task.scheme(), tuning, Torch.defaultDevice())
        : TrainableClassifier.continuing(folder, task.scheme(), tuning, Torch.defaultDevice());
  }

  private static FineTune.Result train(
      TrainingTask task, Model model, FineTune tuning, PrintStream lines) {
    TrainableClassifier classifier = tuning.classifier();
    SavedState state = new SavedState(model.state().toPath());
    Course course =
        state
            .progress()
            .map(progress -> state.restore(classifier, progress))
            .orElseGet(Course::begin);
    return tuning.run(
        task.train(),
        task.dev(),
        course,
        () -> write(classifier, task, model),
        () -> {
          state.save(
              classifier,
              new SavedState.Progress(model.attempt(), course.snapshot(), model.kept()));
          lines.println(CHECKPOINT);
          lines.flush();
          ChildMain.awaitNod();
        });
  }

  private static void write(TrainableClassifier classifier, TrainingTask task, Model model) {
    Map<String, Object> whole = new LinkedHashMap<>(model.lineage());
    whole.put(
        "head",
        classifier.head() == TrainableClassifier.HeadOrigin.RANDOM ? "new" : "of the base model");
    whole.put("seed", task.seed());
    whole.put("precision", classifier.precision().name());
    TemporaryFolder best = new TemporaryFolder(model.best().toPath());
    best.clear();
    try {
      classifier.write(best.path(), whole);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the model to " + best.path(), e);
    }
  }

  /** Tells steps in lines. */
  private record LineConsole(PrintStream lines) implements Console {

    @Override
    public void say(String line) {
      throw new IllegalStateException("A training process has nothing to say but its steps");
    }

    @Override
    public Progress progress(String task, long total, String unit) {
      return (done, note) -> {
        lines.println("%s %d %d %s".formatted(STEP, done, total, note));
        lines.flush();
      };
    }
  }
}
