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
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
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
  public Publication run(Run run) {
    Path labels = new Path(run.folder(), LabelStore.LABELS);
    Path missing = new Path(run.folder(), LabelStore.MISSING);
    run.stage("write", () -> Tables.write(labels(run.published()), labels));
    Tables.write(run.spark().createDataFrame(List.of(), Schemas.MISSING), missing);
    return new Publication()
        .output(LabelStore.LABELS, labels)
        .output(LabelStore.MISSING, missing)
        .counts(counts(Tables.read(run.spark(), labels, Schemas.LABELS)));
  }

  private Dataset<Row> labels(Published published) {
    return IntStream.rangeClosed(0, round)
        .mapToObj(
            earlier ->
                published
                    .selection(earlier)
                    .orElseThrow()
                    .selectExpr("id", "text", "words", earlier + " AS round"))
        .reduce(Dataset::union)
        .orElseThrow()
        .join(published.table(published.corpus(), GOLD, Schemas.GOLD), "id")
        .selectExpr(
            "id",
            "text",
            "words",
            "transform(spans, it -> named_struct('start_word', it.start_word, "
                + "'end_word', it.end_word, 'type', it.type, 'confidence', 1D)) AS spans",
            "1D AS confidence",
            "CAST(NULL AS ARRAY<FLOAT>) AS posteriors",
            "array('gold') AS annotators",
            "round",
            "'' AS batch_id",
            "'gold' AS adjudicator")
        .coalesce(1)
        .sortWithinPartitions("id");
  }

  private Map<String, Long> counts(Dataset<Row> labels) {
    Map<String, String> each =
        Map.of("labels", "1", "words", "size(words)", "entities", "size(spans)");
    List<String> sums = new ArrayList<>();
    each.forEach(
        (name, count) -> {
          sums.add("coalesce(sum(%s), 0L) AS %s".formatted(count, name));
          sums.add(
              "coalesce(sum(if(round = %d, %s, 0)), 0L) AS %s"
                  .formatted(round, count, PICKED + name));
        });
    Row row = labels.selectExpr(sums.toArray(String[]::new)).first();
    Map<String, Long> counts = new TreeMap<>();
    for (String name : row.schema().fieldNames()) {
      counts.put(name, row.getAs(name));
    }
    counts.put(LabelStore.DISPUTES, 0L);
    return counts;
  }
}
