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

import io.winnow.jobs.Ending;
import io.winnow.jobs.Job;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Runner;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * A vendor without errors and without delay: gold becomes the label of all sentences selected so
 * far. Takes the place of hand-off and merge.
 */
record GoldLabelsJob(int round) implements Job {

  /** Counts of this round's selection, and counts of all labels. */
  static final String PICKED = "picked_";

  private static final String GOLD = "gold";

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("gold-labels", "Labels of round " + round, workspace.labels());
  }

  /** The label store has one publication a round. */
  @Override
  public Optional<Ending> withoutRun(Runner runner, Published published) {
    List<Pointer> history = published.history(published.workspace().labels());
    return history.size() > round
        ? Optional.of(identity(published.workspace()).doneBefore(history.get(round)))
        : Optional.empty();
  }

  @Override
  public void run(Run run) {
    Path labels = new Path(run.folder(), LabelStore.LABELS);
    Path missing = new Path(run.folder(), LabelStore.MISSING);
    run.stage("write", () -> Tables.write(labels(run.published()), labels));
    Tables.write(run.spark().createDataset(List.of(), Encoders.row(Schemas.MISSING)), missing);
    run.output(LabelStore.LABELS, labels)
        .output(LabelStore.MISSING, missing)
        .counts(counts(Tables.read(run.spark(), labels, Schemas.LABELS)));
  }

  private Dataset<Row> labels(Published published) {
    Dataset<Row> gold = published.table(published.corpus(), GOLD, Schemas.GOLD);
    Column certain =
        transform(
            col("spans"),
            span ->
                struct(
                    span.getField("start_word").as("start_word"),
                    span.getField("end_word").as("end_word"),
                    span.getField("type").as("type"),
                    lit(1.0).as("confidence")));
    return picks(published)
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

  private Dataset<Row> picks(Published published) {
    return IntStream.rangeClosed(0, round)
        .mapToObj(
            earlier ->
                published
                    .selection(earlier)
                    .orElseThrow()
                    .select(col("id"), col("text"), col("words"), lit(earlier).as("round")))
        .reduce(Dataset::union)
        .orElseThrow();
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
