package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import io.winnow.jobs.corpus.CorpusSummary.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * What occurs most often in each of some groups. Values of any number are counted on the executors;
 * only the first of each group come to the driver.
 */
final class TopCounts {

  /** Values of a group that come to the driver. */
  private static final int SHOWN = 10;

  private TopCounts() {}

  /**
   * @param missing rows without a value
   * @param all rows with one
   * @param different values
   */
  record Group(long missing, long all, long different, List<Count> top) {}

  /**
   * @param rows {@code name, value}, the latter text or null
   * @return by name
   */
  static Map<String, Group> of(Dataset<Row> rows) {
    Dataset<Row> counted =
        rows.groupBy("name", "value")
            .agg(count(lit(1)).as("count"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<String, List<Count>> tops = tops(counted.where("value IS NOT NULL"));
      Map<String, Group> groups = new LinkedHashMap<>();
      for (Row row :
          counted
              .selectExpr("name", "value", "count", "if(value IS NULL, count, 0L) AS missing")
              .groupBy("name")
              .agg(sum("missing"), sum("count"), count("value"))
              .orderBy("name")
              .collectAsList()) {
        groups.put(
            row.getString(0),
            new Group(
                row.getLong(1),
                row.getLong(2) - row.getLong(1),
                row.getLong(3),
                tops.getOrDefault(row.getString(0), List.of())));
      }
      return groups;
    } finally {
      counted.unpersist();
    }
  }

  private static Map<String, List<Count>> tops(Dataset<Row> counted) {
    Map<String, List<Count>> tops = new LinkedHashMap<>();
    Column rank =
        row_number().over(Window.partitionBy("name").orderBy(col("count").desc(), col("value")));
    for (Row row :
        counted
            .withColumn("rank", rank)
            .where(col("rank").leq(SHOWN))
            .orderBy("name", "rank")
            .select("name", "value", "count")
            .collectAsList()) {
      tops.computeIfAbsent(row.getString(0), name -> new ArrayList<>())
          .add(new Count(row.getString(1), row.getLong(2)));
    }
    return tops;
  }
}
