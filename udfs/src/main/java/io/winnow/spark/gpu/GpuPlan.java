package io.winnow.spark.gpu;

import ai.djl.Device;
import java.util.List;
import org.apache.spark.SparkConf;

/**
 * How Spark's settings distribute tasks over GPUs, computed before any work starts.
 *
 * @param problems settings that Spark refuses, that it silently ignores, or that let a GPU idle;
 *     empty: the plan holds
 * @param sentence for a job's summary, such as {@code 4 tasks share each GPU}
 * @param device the kind of device that tasks compute on
 */
public record GpuPlan(List<Problem> problems, String sentence, Device device) {

  public GpuPlan {
    problems = List.copyOf(problems);
  }

  /**
   * @param key the setting to change
   * @param message what is wrong with it, and what to do
   */
  public record Problem(String key, String message) {
    @Override
    public String toString() {
      return key + ": " + message;
    }
  }

  /** Reads the plan from Spark's settings; Spark need not run. */
  public static GpuPlan of(SparkConf conf) {
    return new GpuPlanReader(conf).plan();
  }
}
