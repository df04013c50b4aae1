package io.winnow.notebook;

import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.Published;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a workspace for Spark SQL: those of rounds have a column {@code round}. Where
 * nothing is published yet the view is there and empty, so that queries can be kept.
 */
final class Views {

  private static final StructType NO_SCORES =
      Schemas.withModel(Schemas.scores(List.of("mnlp"))).add("round", "int");

  private final Published published;
  private final Workspace workspace;

  Views(Published published) {
    this.published = published;
    this.workspace = published.workspace();
  }

  /** Returns a line for each view: its name, how many rows, its columns. */
  String register() {
    Map<String, Dataset<Row>> views = new LinkedHashMap<>();
    views.put("corpus", corpus());
    views.put("scores", ofRounds(this::scores, NO_SCORES));
    views.put("selection", ofRounds(published::selection, Schemas.SELECTION.add("round", "int")));
    views.put("annotations", annotations());
    views.put("labels", labels(LabelStore.LABELS, Schemas.LABELS));
    views.put("disputes", labels(LabelStore.DISPUTES, Schemas.DISPUTES));
    views.put("annotators", labels(LabelStore.ANNOTATORS, Schemas.ANNOTATORS));
    views.put("batches", labels(LabelStore.BATCHES, Schemas.BATCH_QUALITY));
    List<String> lines = new ArrayList<>();
    views.forEach(
        (name, table) -> {
          table.createOrReplaceTempView(name);
          lines.add(
              "%-11s  %,9d rows: %s"
                  .formatted(name, table.count(), String.join(", ", table.columns())));
        });
    return String.join("\n", lines);
  }

  private Dataset<Row> corpus() {
    return published
        .latest(workspace.corpus())
        .map(pointer -> published.table(pointer, "sentences", Schemas.CORPUS))
        .orElseGet(() -> empty(Schemas.CORPUS));
  }

  private Optional<Dataset<Row>> scores(int round) {
    return published
        .latest(workspace.scores(round))
        .map(pointer -> published.table(pointer, "scores"));
  }

  private Dataset<Row> annotations() {
    Optional<Pointer> labels = published.latest(workspace.labels());
    return ofRounds(
        round ->
            labels
                .filter(pointer -> pointer.outputs().containsKey(annotationsOf(round)))
                .map(
                    pointer -> published.table(pointer, annotationsOf(round), Schemas.ANNOTATIONS)),
        Schemas.ANNOTATIONS.add("round", "int"));
  }

  private static String annotationsOf(int round) {
    return String.format(Locale.ROOT, "annotations/%04d", round);
  }

  private Dataset<Row> labels(String output, StructType schema) {
    return published
        .latest(workspace.labels())
        .map(pointer -> published.table(pointer, output, schema))
        .orElseGet(() -> empty(schema));
  }

  /** Of all rounds under each other; one may have scored by functions that another has not. */
  private Dataset<Row> ofRounds(IntFunction<Optional<Dataset<Row>>> table, StructType withRound) {
    return published.rounds().stream()
        .flatMap(round -> table.apply(round).map(it -> it.withColumn("round", lit(round))).stream())
        .reduce((above, below) -> above.unionByName(below, true))
        .orElseGet(() -> empty(withRound));
  }

  private Dataset<Row> empty(StructType schema) {
    return published.spark().createDataFrame(List.of(), schema);
  }
}
