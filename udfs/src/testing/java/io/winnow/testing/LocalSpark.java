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
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.codegen.cache.maxEntries", "2000")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", WAREHOUSE.toUri().toString())
        .getOrCreate();
  }
}
