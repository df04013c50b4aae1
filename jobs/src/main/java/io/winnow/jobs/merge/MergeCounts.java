package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a merge ended with, counted in the tables that it wrote.
 *
 * @param labels sentences
 * @param words in them
 * @param forPerson disputes that the vendor had often enough
 * @param published all counts, by name
 */
record MergeCounts(
    long labels, long words, long disputes, long forPerson, Map<String, Long> published) {

  /**
   * @param counted see {@link Answers#counts}
   */
  static MergeCounts of(
      SparkSession spark, MergeTables tables, JudgedReturns judged, Dataset<Row> counted) {
    Row labels =
        Tables.read(spark, tables.labels(), Schemas.LABELS)
            .agg(count(lit(1)), coalesce(sum(size(col("words"))), lit(0L)))
            .first();
    Row disputed =
        Tables.read(spark, tables.disputes(), Schemas.DISPUTES)
            .agg(count(lit(1)), count(when(col("state").equalTo(LabelStore.PERSON), 1)))
            .first();
    long disputes = disputed.getLong(0);
    long forPerson = disputed.getLong(1);
    Map<String, Long> published = new TreeMap<>(byRound(counted));
    published.put("labels", labels.getLong(0));
    published.put("words", labels.getLong(1));
    published.put("annotations", judged.standing());
    published.put("corrected", judged.corrected());
    published.put("rejected", judged.rejectedCount());
    published.put("disputes", disputes);
    published.put("disputes-for-person", forPerson);
    return new MergeCounts(labels.getLong(0), labels.getLong(1), disputes, forPerson, published);
  }

  private static Map<String, Long> byRound(Dataset<Row> counted) {
    Map<String, Long> counts = new TreeMap<>();
    var lacks = col("answers").lt(col("asked"));
    for (Row row :
        counted
            .groupBy("round")
            .agg(
                count(lit(1)),
                count(when(lacks, null).otherwise(1)),
                count(when(lacks.and(col("overdue")), 1)))
            .collectAsList()) {
      int round = row.getInt(0);
      counts.put(LabelStore.sentKey(round), row.getLong(1));
      counts.put(LabelStore.answeredKey(round), row.getLong(2));
      counts.put(LabelStore.overdueKey(round), row.getLong(3));
    }
    return counts;
  }
}
