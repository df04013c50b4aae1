package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * A test set that somebody made is measured on as it is: a sentence that stands in it three times
 * counts three times, as everybody's figures on it do. So its copies are not folded, but get ids of
 * their own.
 */
final class HoldoutCopies {

  private static final int ID_DIGITS = 32;

  private HoldoutCopies() {}

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
