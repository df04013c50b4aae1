package io.winnow.spark;

import ai.djl.Device;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Where a task computes: on the GPU that Spark gave it, else on the processor. */
final class TaskDevice {

  private static final String GPU = "gpu";

  private TaskDevice() {}

  static Device of(TaskContext task) {
    ResourceInformation gpu = task.resourcesJMap().get(GPU);
    return gpu == null || gpu.addresses().length == 0
        ? Device.cpu()
        : Device.gpu(Integer.parseInt(gpu.addresses()[0]));
  }
}
