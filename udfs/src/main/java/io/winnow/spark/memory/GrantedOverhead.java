package io.winnow.spark.memory;

import java.util.Optional;
import org.apache.spark.SparkConf;

/**
 * Memory that a process of Spark may take beyond its heap before its resource manager ends it.
 *
 * @param key Spark's setting of it, such as {@code spark.executor.memoryOverhead}
 * @param mebibytes granted
 * @param origin a clause that says where the figure comes from
 */
public record GrantedOverhead(String key, long mebibytes, String origin) {

  /** Spark's least, and its share of the heap (ResourceProfile and Constants of Spark 3.5). */
  private static final long LEAST_MEBIBYTES = 384;

  private static final double DEFAULT_FACTOR = 0.1;

  /** Of an executor; empty where the manager sets no limit: local mode and Spark's standalone. */
  public static Optional<GrantedOverhead> ofExecutor(SparkConf conf) {
    return isLimited(conf) ? Optional.of(of(conf, "spark.executor")) : Optional.empty();
  }

  /** Of a driver in a container of its own; empty where it is a process of its user's. */
  public static Optional<GrantedOverhead> ofDriver(SparkConf conf) {
    // A driver's pod runs spark-submit once more, in client mode.
    boolean isCluster =
        conf.get("spark.submit.deployMode", "client").equals("cluster")
            || conf.getBoolean("spark.kubernetes.submitInDriver", false);
    return isLimited(conf) && isCluster ? Optional.of(of(conf, "spark.driver")) : Optional.empty();
  }

  private static boolean isLimited(SparkConf conf) {
    String master = conf.get("spark.master", "local[*]");
    return master.equals("yarn") || master.startsWith("k8s://");
  }

  private static GrantedOverhead of(SparkConf conf, String process) {
    String key = process + ".memoryOverhead";
    if (conf.contains(key)) {
      return new GrantedOverhead(key, conf.getSizeAsMb(key), "as set");
    }
    String heapKey = process + ".memory";
    long heap = conf.getSizeAsMb(heapKey, "1g");
    double factor = conf.getDouble(key + "Factor", fallback(conf));
    long granted = Math.max(LEAST_MEBIBYTES, (long) (factor * heap));
    return new GrantedOverhead(
        key, granted, "Spark's default for %,d MiB of %s".formatted(heap, heapKey));
  }

  private static double fallback(SparkConf conf) {
    return conf.get("spark.master").startsWith("k8s://")
        ? conf.getDouble("spark.kubernetes.memoryOverheadFactor", DEFAULT_FACTOR)
        : DEFAULT_FACTOR;
  }

  /** Such as {@code spark.executor.memoryOverhead is 384 MiB (Spark's default …)}. */
  @Override
  public String toString() {
    return "%s is %,d MiB (%s)".formatted(key, mebibytes, origin);
  }
}
