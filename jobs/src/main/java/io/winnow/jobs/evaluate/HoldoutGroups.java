package io.winnow.jobs.evaluate;

import static org.apache.spark.sql.functions.col;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.Published;
import io.winnow.jobs.SentenceColumns;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param columns by name, each {@code id, value}
 */
public record HoldoutGroups(Map<String, Dataset<Row>> columns) {

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
    Map<String, Dataset<Row>> columns = new LinkedHashMap<>();
    if (!settings.by().isEmpty()) {
      SentenceColumns held = SentenceColumns.of(published.table(published.corpus(), "holdout"));
      settings.by().forEach(name -> columns.put(name, held.column(SETTING, name)));
    }
    return new HoldoutGroups(columns);
  }

  /** Of a round that is evaluated; none if it is not. */
  public static List<GroupedF1> of(Published published, EvaluateSettings settings, int round) {
    Optional<Pointer> evaluation = published.latest(published.workspace().evaluation(round));
    if (evaluation.isEmpty() || settings.by().isEmpty()) {
      return List.of();
    }
    return of(published, settings)
        .measured(
            HeldOutCounts.known(published),
            published.table(evaluation.get(), "predictions", Schemas.PREDICTIONS));
  }

  /**
   * @param known as {@link HeldOutCounts#known}
   * @param predicted of {@link Schemas#PREDICTIONS}
   */
  List<GroupedF1> measured(Dataset<Row> known, Dataset<Row> predicted) {
    if (columns.isEmpty()) {
      return List.of();
    }
    Dataset<Row> counts =
        known
            .join(predicted.select("id", "spans"), "id")
            .select("id", "gold", "spans")
            .mapPartitions(
                (MapPartitionsFunction<Row, Row>) HoldoutGroups::counted, Encoders.row(COUNTS))
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<GroupedF1> groups = new ArrayList<>();
    columns.forEach((name, column) -> groups.add(grouped(name, counts.join(column, "id"))));
    counts.unpersist();
    return groups;
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

  private static GroupedF1 grouped(String name, Dataset<Row> counts) {
    Dataset<Row> groups =
        counts
            .groupBy("value")
            .agg(Map.of("gold", "sum", "predicted", "sum", "correct", "sum", "id", "count"))
            .select("value", "count(id)", "sum(gold)", "sum(predicted)", "sum(correct)")
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<GroupedF1.Group> first =
        groups
            .orderBy(col("count(id)").desc(), col("value").asc_nulls_last())
            .takeAsList(MOST)
            .stream()
            .map(row -> group(row.getString(0), row))
            .toList();
    Row all =
        groups
            .selectExpr(
                "count(*)",
                "sum(`count(id)`)",
                "sum(`sum(gold)`)",
                "sum(`sum(predicted)`)",
                "sum(`sum(correct)`)")
            .head();
    groups.unpersist();
    return GroupedF1.of(name, first, all.getLong(0), group(null, all));
  }

  private static GroupedF1.Group group(String value, Row row) {
    return new GroupedF1.Group(
        value,
        row.getLong(1),
        Evaluation.Measures.of(new SpanCounts(row.getLong(2), row.getLong(3), row.getLong(4))));
  }
}
