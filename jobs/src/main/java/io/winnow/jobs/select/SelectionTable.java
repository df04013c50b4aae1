package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;

import io.winnow.selection.Selected;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The chosen sentences as rows of {@link Schemas#SELECTION}, in the order in which they go out.
 *
 * @param pool where the texts of new sentences are
 * @param holdout sentences to label for measuring, which go last
 */
record SelectionTable(Dataset<Row> pool, Again again, List<Selected> chosen, Dataset<Row> holdout) {

  private static final StructType CHOSEN =
      StructType.fromDDL("id STRING, rank INT, score DOUBLE, reason STRING");

  /**
   * @param suggestions from ids to {@code id, suggestions}
   */
  Dataset<Row> with(UnaryOperator<Dataset<Row>> suggestions) {
    Dataset<Row> picks = broadcast(pool.sparkSession().createDataFrame(picks(), CHOSEN));
    Dataset<Row> texts = pool.select("id", "text", "words");
    if (!holdout.isEmpty()) {
      texts = texts.unionByName(holdout.select("id", "text", "words"));
    }
    Dataset<Row> ids = picks.select("id");
    Dataset<Row> known =
        texts
            .join(ids, "id")
            .join(suggestions.apply(ids), new String[] {"id"}, "left")
            .withColumn("versions", lit(null).cast(Schemas.SELECTION.apply("versions").dataType()));
    Column none = from_json(lit("[]"), Schemas.SELECTION.apply("suggestions").dataType());
    return again
        .table()
        .map(table -> known.unionByName(table.drop("reason")))
        .orElse(known)
        .join(picks, "id")
        .withColumn("suggestions", coalesce(col("suggestions"), none))
        .selectExpr(Schemas.SELECTION.fieldNames())
        .coalesce(1)
        .sortWithinPartitions("rank");
  }

  private List<Row> picks() {
    List<Row> rows = new ArrayList<>();
    again.picks().forEach(pick -> add(rows, pick.id(), null, pick.reason()));
    for (Selected pick : chosen) {
      add(rows, pick.id(), pick.score(), pick.reason().name().toLowerCase(Locale.ROOT));
    }
    for (Row row : holdout.select("id").orderBy("id").collectAsList()) {
      add(rows, row.getString(0), null, SelectJob.HOLDOUT);
    }
    return rows;
  }

  private static void add(List<Row> rows, String id, Double score, String reason) {
    rows.add(RowFactory.create(id, rows.size() + 1, score, reason));
  }
}
