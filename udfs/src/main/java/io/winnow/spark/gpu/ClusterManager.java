package io.winnow.spark.gpu;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** Who starts Spark's executors, as {@code spark.master} names it. */
enum ClusterManager {
  /** Threads of the driver. */
  LOCAL,
  /** Spark's own cluster, whether far away or, as {@code local-cluster[...]}, for tests. */
  STANDALONE,
  YARN,
  KUBERNETES,
  OTHER;

  static final String MASTER = "spark.master";
  static final String CORES = "spark.executor.cores";

  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*,\\s*\\d+\\s*\\]");

  static ClusterManager of(SparkConf conf) {
    String master = conf.get(MASTER, "local[*]");
    if (master.startsWith("spark://") || master.startsWith("local-cluster[")) {
      return STANDALONE;
    }
    if (master.startsWith("local")) {
      return LOCAL;
    }
    if (master.equals("yarn")) {
      return YARN;
    }
    return master.startsWith("k8s://") ? KUBERNETES : OTHER;
  }

  /** Cores of an executor; empty where each takes all that its worker has. */
  OptionalInt cores(SparkConf conf) {
    if (conf.contains(CORES)) {
      return OptionalInt.of(conf.getInt(CORES, 1));
    }
    return switch (this) {
      case YARN, KUBERNETES -> OptionalInt.of(1);
      case STANDALONE -> coresOfLocalCluster(conf.get(MASTER));
      case LOCAL, OTHER -> OptionalInt.empty();
    };
  }

  private static OptionalInt coresOfLocalCluster(String master) {
    Matcher matcher = LOCAL_CLUSTER.matcher(master);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
