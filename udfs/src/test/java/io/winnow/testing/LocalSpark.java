package io.winnow.testing;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** One small Spark for all tests of a JVM. */
public final class LocalSpark {

  /** Below target: what is left behind goes with the next clean. */
  private static final Path WAREHOUSE =
      Path.of("target", "warehouse-" + ProcessHandle.current().pid()).toAbsolutePath();

  private LocalSpark() {}

  public static SparkSession session() {
    return Holder.SESSION;
  }

  private static final class Holder {
    static final SparkSession SESSION = start();
  }

  private static SparkSession start() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("winnow-tests")
        .config("spark.ui.enabled", "false")
        // Else each sort, aggregation and broadcast fills 32 MiB of the heap with zeros first.
        .config("spark.buffer.pageSize", "1m")
        // What a web page would show that nobody opens.
        .config("spark.ui.retainedJobs", "100")
        .config("spark.ui.retainedStages", "100")
        .config("spark.sql.ui.retainedExecutions", "10")
        .config("spark.sql.ui.explainMode", "simple")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.codegen.cache.maxEntries", "2000")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", WAREHOUSE.toUri().toString())
        .getOrCreate();
  }
}
