package io.winnow.jobs.train;

import io.winnow.files.TemporaryFolder;
import io.winnow.jobs.Console;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.train.TrainingTask.Outcome;
import io.winnow.process.Child;
import io.winnow.process.ChildEnd;
import io.winnow.process.ChildJvm;
import io.winnow.process.ObjectFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains in a process of its own: what libtorch does there, it does to that training alone. Its
 * memory comes back whole, and as libtorch has one source of chance a process, dropout does not
 * depend on what trains beside it.
 *
 * @param reports keeps a crash report that it is given the path of, and says where
 */
public record TrainingProcess(Console console, UnaryOperator<String> reports) {

  private static final Logger LOG = LoggerFactory.getLogger("winnow.training");

  private static final int STEP_FIELDS = 4;

  /**
   * A process that went down. Not the work's own failure: the same may succeed when tried again.
   */
  private static final class CrashedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CrashedException(String clause) {
      super(clause);
    }
  }

  /**
   * Trains, and once more if the process crashed.
   *
   * @param training calls {@link #run} once; tried again, it goes on from the last checkpoint
   * @throws JobFailedException if that crashed, too
   */
  public <T> T retried(Supplier<T> training) {
    try {
      return training.get();
    } catch (CrashedException first) {
      console.say(
          "Train: the training process %s; it is tried once more".formatted(first.getMessage()));
      try {
        return training.get();
      } catch (CrashedException second) {
        throw new JobFailedException(
            "The training process %s; before, it %s. Run the command again to go on from the last checkpoint; 'winnow doctor' tells whether libtorch works on this machine"
                .formatted(second.getMessage(), first.getMessage()));
      }
    }
  }

  /**
   * @param checkpoint is called while the process waits, each time after it has written one
   * @throws RuntimeException what the training failed with, as if it had been called here
   * @throws JobFailedException if the process ended without an answer
   */
  public Outcome run(TrainingTask task, Runnable checkpoint) {
    int heap = (int) (Runtime.getRuntime().maxMemory() >> 20);
    try (TemporaryFolder folder = TemporaryFolder.create("winnow-training")) {
      ObjectFile question = new ObjectFile(folder.path().resolve("task"));
      ObjectFile answer = new ObjectFile(folder.path().resolve("answer"));
      question.write(task);
      List<String> files = List.of(question.path().toString(), answer.path().toString());
      try (Child child = jvm(folder.path(), heap).start(TrainingWork.class, files)) {
        follow(child, checkpoint);
        ChildEnd end = child.end();
        if (!end.errors().isBlank()) {
          LOG.info("A training process said:\n{}", end.errors());
        }
        require(end, heap);
      }
      return outcome(answer.read());
    }
  }

  /** One training has one heap of native memory, and its threads sleep while they wait. */
  private static ChildJvm jvm(Path folder, int heap) {
    return ChildJvm.in(folder)
        .heap(heap)
        .byDefault("OMP_WAIT_POLICY", "passive")
        .byDefault("MALLOC_ARENA_MAX", "1")
        .byDefault("MALLOC_MMAP_THRESHOLD_", "33554432")
        .byDefault("MALLOC_TRIM_THRESHOLD_", "1073741824");
  }

  private void follow(Child child, Runnable checkpoint) {
    Console.Progress progress = Console.Progress.UNSEEN;
    try {
      for (String line = child.answers().readLine();
          line != null;
          line = child.answers().readLine()) {
        String[] fields = line.split(" ", STEP_FIELDS);
        if (line.equals(TrainingWork.CHECKPOINT)) {
          checkpoint.run();
          child.nod();
        } else if (fields.length == STEP_FIELDS && fields[0].equals(TrainingWork.STEP)) {
          if (progress == Console.Progress.UNSEEN) {
            progress = console.progress("Train", Long.parseLong(fields[2]), "steps");
          }
          progress.at(Long.parseLong(fields[1]), fields[3]);
        }
        // Whatever else is there, a native library has written.
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read from the training process", e);
    } finally {
      progress.close();
    }
  }

  private void require(ChildEnd end, int heap) {
    switch (end.kind()) {
      case CRASH ->
          throw new CrashedException(
              end.clause()
                  + end.crashReport()
                      .map(report -> ", see " + reports.apply(report.toString()))
                      .orElse(""));
      case SIGNAL -> {
        if (end.isKilled()) {
          throw new CrashedException(end.clause());
        }
        throw new JobFailedException("The training process " + end.clause());
      }
      case OUT_OF_MEMORY ->
          throw new JobFailedException(
              "The training process needs more than the %,d MB of heap that it has, as many as this process: give both more, by WINNOW_HEAP or spark-submit's --driver-memory"
                  .formatted(heap));
      default -> {
        if (!end.isDone()) {
          throw new JobFailedException(
              "The training process %s: %s".formatted(end.clause(), lastLine(end.errors())));
        }
      }
    }
  }

  private static String lastLine(String errors) {
    return errors.lines().filter(line -> !line.startsWith("\t")).reduce("", (all, line) -> line);
  }

  private static Outcome outcome(Object answer) {
    if (answer instanceof RuntimeException failure) {
      throw failure;
    }
    if (answer instanceof IOException failure) {
      throw new UncheckedIOException("Cannot train: " + failure.getMessage(), failure);
    }
    return (Outcome) answer;
  }
}
