package io.winnow.settings;

import io.winnow.spark.gpu.GpuPlan;
import org.apache.spark.SparkConf;

/** Spark's settings for GPUs, validated before a job works with them. */
public final class Gpus {

  private Gpus() {}

  /**
   * How tasks will share GPUs.
   *
   * @throws SettingsException with everything that is wrong, each under Spark's key
   */
  public static GpuPlan check(SparkConf conf) {
    GpuPlan plan = GpuPlan.of(conf);
    if (!plan.problems().isEmpty()) {
      throw new SettingsException(
          plan.problems().stream()
              .map(problem -> new SettingsException.Problem(problem.key(), problem.message()))
              .toList());
    }
    return plan;
  }
}
