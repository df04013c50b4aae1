package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.Published;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All sentences of a workspace and where they stand.
 *
 * @param plain the corpus: what can be selected, was sent or is labelled
 * @param corpus the same with {@link #STANDING}, which takes a join
 * @param holdout the hold-out set with {@link #STANDING}
 * @param labels the label store, empty before the first merge
 */
public record StandingSentences(
    Dataset<Row> plain, Dataset<Row> corpus, Dataset<Row> holdout, Dataset<Row> labels) {

  /** The column with the code of a {@link Standing}. */
  public static final String STANDING = "standing";

  /**
   * As they stand now.
   *
   * @throws io.winnow.jobs.StepMissingException before there is a corpus
   */
  static StandingSentences of(Published published) {
    return before(
        published.rounds().stream().mapToInt(round -> round + 1).max().orElse(0), published);
  }

  /** As they stand when a round begins, whatever it has selected. */
  public static StandingSentences before(int round, Published published) {
    Dataset<Row> corpus = published.table(published.corpus(), InitJob.SENTENCES);
    Dataset<Row> holdout = published.table(published.corpus(), InitJob.HOLDOUT);
    Dataset<Row> labels =
        published
            .latest(published.workspace().labels())
            .map(it -> published.table(it, LabelStore.LABELS, Schemas.LABELS))
            .orElseGet(() -> none(published));
    return new StandingSentences(
        corpus,
        standing(published, round, corpus, labels),
        holdout.withColumn(STANDING, lit(Standing.HOLDOUT.code())),
        labels);
  }

  private static Dataset<Row> none(Published published) {
    return published.spark().createDataFrame(List.of(), Schemas.LABELS);
  }

  private static Dataset<Row> standing(
      Published published, int round, Dataset<Row> corpus, Dataset<Row> labels) {
    Dataset<Row> labelled = labels.select("id");
    Optional<Dataset<Row>> sent =
        published
            .sentBefore(round)
            .map(it -> it.distinct().join(labelled, new String[] {"id"}, "left_anti"));
    Dataset<Row> known = labelled.withColumn(STANDING, lit(Standing.LABELLED.code()));
    Dataset<Row> all =
        sent.map(it -> known.union(it.withColumn(STANDING, lit(Standing.SENT.code()))))
            .orElse(known);
    // They are few compared with the corpus.
    return corpus
        .join(broadcast(all), new String[] {"id"}, "left")
        .withColumn(STANDING, coalesce(col(STANDING), lit(Standing.POOL.code())));
  }

  /** {@code id, standing} of corpus and hold-out set. */
  public Dataset<Row> standings() {
    return corpus.select("id", STANDING).union(holdout.select("id", STANDING));
  }

  /** The label store without what is held out. */
  Dataset<Row> corpusLabels() {
    return labels.join(holdout.select("id"), new String[] {"id"}, "left_anti");
  }
}
