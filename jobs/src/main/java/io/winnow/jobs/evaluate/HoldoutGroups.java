package io.winnow.jobs.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.Published;
import io.winnow.jobs.SentenceColumns;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The held-out sentences in groups: by the values of some of their columns.
 *
 * @param names of the columns
 * @param values {@code id, values} of each sentence, see {@link SentenceColumns#columns}; empty
 *     where no column is named
 */
public record HoldoutGroups(List<String> names, Optional<Dataset<Row>> values) {

  /** The evaluation's output of {@link Schemas#F1_BY_GROUP}, where columns are named. */
  public static final String TABLE = "f1_by_group";

  /** The setting, for messages. */
  private static final String SETTING = "evaluate.by";

  /** Groups of a column that are shown; the rest is one group. */
  private static final int MOST = 20;

  private static final StructType COUNTS =
      new StructType()
          .add("id", "string")
          .add("gold", "long")
          .add("predicted", "long")
          .add("correct", "long");

  /**
   * @throws io.winnow.settings.SettingsException if the hold-out set has no such column
   */
  static HoldoutGroups of(Published published, EvaluateSettings settings) {
    List<String> names = settings.by();
    return new HoldoutGroups(
        names,
        Optional.of(names)
            .filter(by -> !by.isEmpty())
            .map(
                by ->
                    SentenceColumns.of(published.table(published.corpus(), "holdout"))
                        .columns(SETTING, by)));
  }

  /** Of a round that is evaluated; none if it is not. */
  public static List<GroupedF1> of(Published published, EvaluateSettings settings, int round) {
    Optional<Pointer> evaluation = published.latest(published.workspace().evaluation(round));
    if (evaluation.isEmpty() || settings.by().isEmpty()) {
      return List.of();
    }
    HoldoutGroups groups = of(published, settings);
    Dataset<Row> table =
        groups
            .table(
                HeldOutCounts.known(published),
                published.table(evaluation.get(), "predictions", Schemas.PREDICTIONS))
            .orElseThrow()
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return groups.shown(table);
    } finally {
      table.unpersist();
    }
  }

  /**
   * A row for each value of each column, as {@link Schemas#F1_BY_GROUP}; those with most sentences
   * first.
   *
   * @param known as {@link HeldOutCounts#known}
   * @param predicted of {@link Schemas#PREDICTIONS}
   * @return empty if no column is named
   */
  Optional<Dataset<Row>> table(Dataset<Row> known, Dataset<Row> predicted) {
    return values.map(
        columns ->
            known
                .join(predicted.select("id", "spans"), "id")
                .select("id", "gold", "spans")
                .mapPartitions(
                    (MapPartitionsFunction<Row, Row>) HoldoutGroups::counted, Encoders.row(COUNTS))
                .join(columns, "id")
                .selectExpr("posexplode(values) AS (place, item)", "gold", "predicted", "correct")
                .groupBy("place", "item.name", "item.value")
                .agg(
                    expr("count(*) AS sentences"),
                    expr("sum(gold) AS gold"),
                    expr("sum(predicted) AS predicted"),
                    expr("sum(correct) AS correct"))
                .coalesce(1)
                .sortWithinPartitions(
                    col("place"), col("sentences").desc(), col("value").asc_nulls_last())
                .selectExpr(
                    "name AS grouped_by",
                    "value",
                    "sentences",
                    "gold",
                    "predicted",
                    "correct",
                    "correct / nullif(predicted, 0) AS precision",
                    "correct / nullif(gold, 0) AS recall",
                    "2 * correct / nullif(gold + predicted, 0) AS f1"));
  }

  private static Iterator<Row> counted(Iterator<Row> rows) {
    Iterable<Row> all = () -> rows;
    return StreamSupport.stream(all.spliterator(), false)
        .map(
            row -> {
              SpanCounts counts =
                  SpanF1.ofSentence(Rows.spans(row, "gold"), Rows.spans(row, "spans")).overall();
              return RowFactory.create(
                  row.getString(0), counts.gold(), counts.predicted(), counts.correct());
            })
        .iterator();
  }

  /**
   * What people see of it.
   *
   * @param table as {@link #table} makes it
   */
  List<GroupedF1> shown(Dataset<Row> table) {
    return names.stream()
        .map(name -> shown(name, table.where(col("grouped_by").equalTo(name))))
        .toList();
  }

  private static GroupedF1 shown(String name, Dataset<Row> groups) {
    List<GroupedF1.Group> first =
        groups
            .orderBy(col("sentences").desc(), col("value").asc_nulls_last())
            .select("sentences", "gold", "predicted", "correct", "value")
            .takeAsList(MOST)
            .stream()
            .map(row -> group(row.getString(4), row))
            .toList();
    Row all =
        groups
            .selectExpr(
                "coalesce(sum(sentences), 0L)",
                "coalesce(sum(gold), 0L)",
                "coalesce(sum(predicted), 0L)",
                "coalesce(sum(correct), 0L)",
                "count(*)")
            .head();
    return GroupedF1.of(name, first, all.getLong(4), group(null, all));
  }

  private static GroupedF1.Group group(String value, Row row) {
    return new GroupedF1.Group(
        value,
        row.getLong(0),
        Evaluation.Measures.of(new SpanCounts(row.getLong(1), row.getLong(2), row.getLong(3))));
  }
}
