package io.winnow.jobs.experiment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A vendor without a fault and without a delay: gold becomes the label of all that was selected so
 * far. Takes the place of hand-off and merge.
 */
record GoldLabelsJob(JobContext context, int round) {

  /** Counts of this round's picks beside those of all labels. */
  static final String PICKED = "picked_";

  private static final String GOLD = "gold";

  Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.labels();
    if (shelf.nextSequence() > round + 1) {
      return context.alreadyDone("Labels of round " + round, shelf.history().get(round));
    }
    RunRecorder run = context.start("gold-labels");
    Path folder = shelf.newRun(run.run());
    Path labels = new Path(folder, LabelStore.LABELS);
    Path missing = new Path(folder, LabelStore.MISSING);
    SparkSession spark = context.spark().get();

    run.stage("write", () -> Tables.write(labels(spark, workspace), labels));
    Tables.write(spark.createDataset(List.of(), Encoders.row(Schemas.MISSING)), missing);
    context.publish(
        run,
        shelf,
        round + 1,
        Map.of(LabelStore.LABELS, labels, LabelStore.MISSING, missing),
        counts(Tables.read(spark, labels, Schemas.LABELS)));
    return Outcome.DONE;
  }

  private Dataset<Row> labels(SparkSession spark, Workspace workspace) {
    Pointer corpus = workspace.corpus().latest().orElseThrow();
    Dataset<Row> gold = Tables.read(spark, workspace, corpus, GOLD, Schemas.GOLD);
    Column certain =
        transform(
            col("spans"),
            span ->
                struct(
                    span.getField("start_word").as("start_word"),
                    span.getField("end_word").as("end_word"),
                    span.getField("type").as("type"),
                    lit(1.0).as("confidence")));
    return picks(spark, workspace)
        .join(gold, "id")
        .select(
            col("id"),
            col("text"),
            col("words"),
            certain.as("spans"),
            lit(1.0).as("confidence"),
            lit(null).cast(Schemas.LABELS.apply("posteriors").dataType()).as("posteriors"),
            array(lit(GOLD)).as("annotators"),
            col("round"),
            lit("").as("batch_id"),
            lit(GOLD).as("adjudicator"))
        .coalesce(1)
        .sortWithinPartitions("id");
  }

  private Dataset<Row> picks(SparkSession spark, Workspace workspace) {
    Dataset<Row> picks = null;
    for (int earlier = 0; earlier <= round; earlier++) {
      Pointer selection = workspace.selection(earlier).latest().orElseThrow();
      Dataset<Row> here =
          Tables.read(spark, workspace, selection, "selection", Schemas.SELECTION)
              .select(col("id"), col("text"), col("words"), lit(earlier).as("round"));
      picks = picks == null ? here : picks.union(here);
    }
    return picks;
  }

  private Map<String, Long> counts(Dataset<Row> labels) {
    Column isNew = col("round").equalTo(round);
    Row row =
        labels
            .agg(
                count(lit(1)),
                total(size(col("words"))),
                total(size(col("spans"))),
                count(when(isNew, 1)),
                total(when(isNew, size(col("words")))),
                total(when(isNew, size(col("spans")))))
            .first();
    Map<String, Long> counts = new TreeMap<>();
    List<String> names = List.of("labels", "words", "entities");
    for (int i = 0; i < names.size(); i++) {
      counts.put(names.get(i), row.getLong(i));
      counts.put(PICKED + names.get(i), row.getLong(names.size() + i));
    }
    counts.put(LabelStore.DISPUTES, 0L);
    return counts;
  }

  private static Column total(Column column) {
    return coalesce(sum(column), lit(0L));
  }
}
