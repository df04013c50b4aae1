package io.winnow.jobs.experiment;

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
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
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
    return picks(published)
        .join(gold, "id")
        .selectExpr(
            "id",
            "text",
            "words",
            "transform(spans, it -> struct(it.start_word AS start_word, it.end_word AS end_word, it.type AS type, 1D AS confidence)) AS spans",
            "1D AS confidence",
            "CAST(NULL AS array<float>) AS posteriors",
            "array('gold') AS annotators",
            "round",
            "'' AS batch_id",
            "'gold' AS adjudicator")
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
                    .selectExpr("id", "text", "words", earlier + " AS round"))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private Map<String, Long> counts(Dataset<Row> labels) {
    Row row =
        labels
            .selectExpr(
                Stream.of("", " FILTER (WHERE round = %d)".formatted(round))
                    .flatMap(
                        some ->
                            Stream.of("1", "size(words)", "size(spans)")
                                .map(it -> "coalesce(sum(%s)%s, 0L)".formatted(it, some)))
                    .toArray(String[]::new))
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
}
