package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.winnow.spark.Schemas;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** What becomes of sentences of one source that have the same text, and so the same id. */
final class Copies {

  private static final int ID_DIGITS = 32;

  private Copies() {}

  /**
   * Folds them into one. Of the copies those with gold come first, then those with a source id;
   * among them the smallest by source id, words and spans. So the result depends on the copies
   * alone, not on their order.
   *
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
    return sentences
        .groupBy("id")
        .agg(min(copy).as("copy"))
        .select("id", "copy.*")
        .selectExpr(Schemas.HOLDOUT.fieldNames());
  }

  /**
   * Gives each an id of its own. A test set that somebody made is measured on as it is: a sentence
   * that stands in it three times counts three times, as everybody's figures on it do.
   */
  static Dataset<Row> named(Dataset<Row> sentences) {
    // Copies differ in their gold at most, so this order is the same on every cluster.
    var copies = Window.partitionBy("id").orderBy(to_json(col("spans")), col("source_id"));
    return sentences
        .withColumn("copy", row_number().over(copies))
        .withColumn(
            "id",
            when(col("copy").equalTo(1), col("id"))
                .otherwise(
                    sha2(concat(col("id"), lit("#"), col("copy")), 256).substr(1, ID_DIGITS)))
        // Unlabelled copies would each be paid for.
        .where(col("copy").equalTo(1).or(col("spans").isNotNull()))
        .drop("copy");
  }
}
