package io.winnow.spark.gpu;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How the tasks of one executor share its GPUs. Spark fills a GPU with as many tasks as its share
 * allows before it gives out the next (ResourceAllocator, Spark 3.5).
 *
 * @param tasksPerGpu that may share one
 * @param tasksByCores that an executor's cores can run at once
 */
record GpuSharing(int gpus, int tasksPerGpu, int tasksByCores) {

  private static final int SHORTEST = 2;

  int tasks() {
    return (int) Math.min(tasksByCores, (long) gpus * tasksPerGpu);
  }

  /** Tasks that really come together on a GPU. */
  int sharing() {
    return Math.min(tasks(), tasksPerGpu);
  }

  int idleGpus() {
    return gpus - (int) ((tasksPerGpu - 1L + tasks()) / tasksPerGpu);
  }

  int idleSlots() {
    return tasksByCores - tasks();
  }

  /** The same GPUs and cores with as many tasks at once as leave no GPU idle. */
  GpuSharing best() {
    GpuSharing all = new GpuSharing(gpus, (tasksByCores + gpus - 1) / gpus, tasksByCores);
    return all.idleGpus() == 0
        ? all
        : new GpuSharing(gpus, Math.max(1, tasksByCores / gpus), tasksByCores);
  }

  /**
   * What a task should ask for: a short decimal fraction that Spark reads as room for so many tasks
   * on a GPU, as it counts floor(1 / share).
   */
  String share() {
    for (int digits = SHORTEST; ; digits++) {
      BigDecimal share =
          BigDecimal.ONE.divide(BigDecimal.valueOf(tasksPerGpu), digits, RoundingMode.DOWN);
      if (share.signum() > 0 && Math.floor(1 / share.doubleValue()) == tasksPerGpu) {
        return share.stripTrailingZeros().toPlainString();
      }
    }
  }
}
