package io.winnow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** One small Spark for all tests of a JVM. */
public final class LocalSpark {

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
        .config("spark.sql.warehouse.dir", warehouse().toUri().toString())
        .getOrCreate();
  }

  private static Path warehouse() {
    try {
      return Files.createTempDirectory("winnow-warehouse");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
