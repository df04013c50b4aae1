package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.winnow.spark.Schemas;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Folds sentences of one source with the same text, and so the same id, into one. Of the copies
 * those with gold come first, then those with a source id; among them the smallest by source id,
 * words and spans. So the result depends on the copies alone, not on their order.
 */
final class DuplicateFold {

  private DuplicateFold() {}

  /**
   * @param sentences of {@link Schemas#HOLDOUT}, one source
   */
  static Dataset<Row> fold(Dataset<Row> sentences) {
    Column copy =
        struct(
            col("spans").isNull().as("no_gold"),
            col("source_id").isNull().as("no_source_id"),
            col("source_id"),
            col("words"),
            col("spans"),
            col("source"),
            col("text"));
    Column[] columns =
        Arrays.stream(Schemas.HOLDOUT.fieldNames())
            .map(name -> name.equals("id") ? col(name) : col("copy." + name).as(name))
            .toArray(Column[]::new);
    return sentences.groupBy("id").agg(min(copy).as("copy")).select(columns);
  }
}
