package io.winnow.spark;

import ai.djl.Device;
import io.winnow.model.Torch;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * Where a task computes: on the GPU that Spark gave it, else on the processor.
 *
 * <p>A GPU's address is the number that CUDA counts it by in the executor's process, from 0. Where
 * the executor sees all GPUs of its machine that is {@code nvidia-smi}'s index, if {@code
 * CUDA_DEVICE_ORDER=PCI_BUS_ID}. Where it sees only its own, through {@code CUDA_VISIBLE_DEVICES}
 * or a container, CUDA counts these from 0 again, and so must the discovery script: {@code
 * conf/get-gpus.sh} does. Names, such as {@code GPU-8f3c...} and {@code MIG-...}, say nothing of
 * that number and are refused.
 */
final class TaskDevice {

  private static final String GPU = "gpu";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  private TaskDevice() {}

  /**
   * @throws IllegalStateException if it is a GPU that libtorch can't compute on, or by its address
   *     can't be told which
   */
  static Device of(TaskContext task) {
    Device device = given(task);
    if (device.isGpu()) {
      check(device.getDeviceId(), Torch.gpus());
    }
    return device;
  }

  /** What Spark gave the task, whether libtorch can compute on it or not. */
  static Device given(TaskContext task) {
    ResourceInformation gpu = task.resourcesJMap().get(GPU);
    return gpu == null || gpu.addresses().length == 0
        ? Device.cpu()
        : Device.gpu(number(gpu.addresses()[0]));
  }

  static int number(String address) {
    if (!NUMBER.matcher(address).matches()) {
      throw new IllegalStateException(
          ("Spark gave a task the GPU address '%s', which isn't a number that CUDA counts GPUs by;"
                  + " use a discovery script that prints numbers, such as conf/get-gpus.sh")
              .formatted(address));
    }
    return Integer.parseInt(address);
  }

  /**
   * @param known as {@link Torch#gpus}
   */
  static void check(int given, OptionalInt known) {
    if (known.isEmpty()) {
      throw new IllegalStateException(
          ("Spark gave a task GPU %d, but libtorch %s in this executor computes on processors only:"
                  + " build the jar with 'mvn package -Pcuda' and name CUDA's libtorch to executors"
                  + " (PYTORCH_LIBRARY_PATH and PYTORCH_FLAVOR, see conf/), or ask for no GPUs"
                  + " (spark.task.resource.gpu.amount)")
              .formatted(given, Torch.version()));
    }
    if (known.getAsInt() > 0 && given >= known.getAsInt()) {
      throw new IllegalStateException(
          ("Spark gave a task GPU %d, but CUDA in this executor counts %d, from 0; with"
                  + " CUDA_VISIBLE_DEVICES or a container the discovery script must count only those"
                  + " that are visible, as conf/get-gpus.sh does")
              .formatted(given, known.getAsInt()));
    }
  }
}
