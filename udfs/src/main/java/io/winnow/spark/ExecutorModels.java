package io.winnow.spark;

import ai.djl.Device;
import io.winnow.model.Precision;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.util.TaskCompletionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that this JVM holds: one for each device, shared by all tasks there. A model stays
 * after its last task, because the next task usually needs it too; it is closed when another takes
 * its place on the device.
 */
final class ExecutorModels {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorModels.class);

  private static final Map<Key, Hold> HELD = new HashMap<>();

  private static int loads;

  record Key(ModelFiles model, Precision precision, Device device) {}

  /**
   * A task's hold on a model; the model is not closed before this is.
   *
   * @param tasks that hold the model
   * @param loads models that were loaded for it: 1, or 0 where another task had done so
   */
  record Hold(TokenClassifier classifier, AtomicInteger tasks, int loads) implements AutoCloseable {

    @Override
    public void close() {
      tasks.decrementAndGet();
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
      Hold held = HELD.get(key);
      if (held == null) {
        closeIdle(device);
        held = new Hold(load(model, precision, device), new AtomicInteger(), 0);
        HELD.put(key, held);
      }
      held.tasks.incrementAndGet();
      return new Hold(held.classifier, held.tasks, loads - before);
    }
  }

  /** Holds a model on a task's device until the task ends: its caller does not close it. */
  static Hold holdIn(TaskContext task, ModelFiles model, Precision precision) {
    // Spark runs a task a core: more threads in one would only get in the others' way.
    Torch.threads(1);
    Hold hold = hold(model, precision, TaskDevice.of(task));
    task.addTaskCompletionListener((TaskCompletionListener) ended -> hold.close());
    return hold;
  }

  /** Models that this JVM has loaded so far. */
  static int loads() {
    synchronized (HELD) {
      return loads;
    }
  }

  /** Models that this JVM has in memory. */
  static int held() {
    synchronized (HELD) {
      return HELD.size();
    }
  }

  private static void closeIdle(Device device) {
    for (Key key : List.copyOf(HELD.keySet())) {
      if (key.device().equals(device) && HELD.get(key).tasks.get() == 0) {
        HELD.remove(key).classifier.close();
      }
    }
  }

  private static TokenClassifier load(ModelFiles model, Precision precision, Device device) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
    try (LocalFolder folder = model.local(hadoop)) {
      loads++;
      TokenClassifier classifier = TokenClassifier.load(folder.path(), precision, device);
      if (!classifier.tags().isIob2()) {
        LOG.info("Labels of {} are read as {}", model.folder(), classifier.labelsRead());
      }
      return classifier;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot load model " + model.folder(), e);
    }
  }
}
