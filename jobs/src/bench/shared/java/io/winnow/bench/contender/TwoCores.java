package io.winnow.bench.contender;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Spark as all contenders get it that run on it. */
public final class TwoCores {

  public static final int CORES = 2;

  private TwoCores() {}

  public static SparkSession.Builder spark() {
    return SparkSession.builder()
        .master("local[" + CORES + "]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1");
  }

  /** Writes a table as a job would. */
  public static void write(Dataset<Row> table, Path folder) {
    table.write().option("compression", "zstd").parquet(folder.toString());
  }

  /** The columns {@code id} and {@code mnlp} of a table. */
  public static Map<String, Double> mnlp(SparkSession spark, Path folder) {
    Map<String, Double> mnlp = new HashMap<>();
    for (Row row :
        spark.read().parquet(folder.toString()).select("id", "mnlp").collectAsList()) {
      mnlp.put(row.getString(0), row.getDouble(1));
    }
    return mnlp;
  }
}
