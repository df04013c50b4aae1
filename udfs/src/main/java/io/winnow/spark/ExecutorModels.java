package io.winnow.spark;

import ai.djl.Device;
import io.winnow.model.Precision;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The models that this JVM holds: one for each device, shared by all tasks there. A model stays
 * after its last task, because the next task usually needs it too; it is closed when another takes
 * its place on the device.
 */
final class ExecutorModels {

  private static final Map<Key, Entry> HELD = new HashMap<>();

  private static int loads;

  private record Key(ModelFiles model, Precision precision, Device device) {}

  private static final class Entry {
    private final TokenClassifier classifier;
    private int tasks;

    Entry(TokenClassifier classifier) {
      this.classifier = classifier;
    }
  }

  /**
   * A task's hold on a model; the model is not closed before this is.
   *
   * @param loads models that were loaded for it: 1, or 0 where another task had done so
   */
  record Hold(Entry entry, int loads) implements AutoCloseable {

    TokenClassifier classifier() {
      return entry.classifier;
    }

    @Override
    public void close() {
      synchronized (HELD) {
        entry.tasks--;
      }
    }
  }

  private ExecutorModels() {}

  /**
   * Loads the model if no task did before. Other tasks wait meanwhile, because they need the same
   * model.
   */
  static Hold hold(ModelFiles model, Precision precision, Device device) {
    synchronized (HELD) {
      Key key = new Key(model, precision, device);
      int before = loads;
      Entry entry = HELD.get(key);
      if (entry == null) {
        closeIdle(device);
        entry = new Entry(load(model, precision, device));
        HELD.put(key, entry);
      }
      entry.tasks++;
      return new Hold(entry, loads - before);
    }
  }

  /** Holds a model on a task's device until the task ends: its caller does not close it. */
  static Hold holdIn(TaskContext task, ModelFiles model, Precision precision) {
    // Spark runs a task a core: more threads in one would only get in the others' way.
    Torch.threads(1);
    Hold hold = hold(model, precision, TaskDevice.of(task));
    TaskCompletionListener release = context -> hold.close();
    task.addTaskCompletionListener(release);
    return hold;
  }

  /** How many models this JVM has loaded so far. */
  static int loads() {
    synchronized (HELD) {
      return loads;
    }
  }

  /** How many models this JVM has in memory. */
  static int held() {
    synchronized (HELD) {
      return HELD.size();
    }
  }

  private static void closeIdle(Device device) {
    HELD.entrySet()
        .removeIf(
            held -> {
              boolean idle = held.getKey().device().equals(device) && held.getValue().tasks == 0;
              if (idle) {
                held.getValue().classifier.close();
              }
              return idle;
            });
  }

  private static TokenClassifier load(ModelFiles model, Precision precision, Device device) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
    try (LocalFolder folder = model.local(hadoop)) {
      loads++;
      return TokenClassifier.load(folder.path(), precision, device);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot load model " + model.folder(), e);
    }
  }
}
