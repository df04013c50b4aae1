package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Published;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Agreement and quality of annotators. Numbers are NaN if they are unknown; {@link Schemas} defines
 * them.
 *
 * @param batches in the order of their ids
 * @param annotators likely spammers first, then who agrees least with the others
 */
record QualityFacts(List<Batch> batches, List<Annotator> annotators) {

  record Batch(
      String id,
      long sentences,
      long answers,
      double wordAlpha,
      double spanAlpha,
      double pairwiseF1,
      double unanimous,
      double disputed) {}

  record Annotator(
      String name,
      long sentences,
      long spans,
      double settledF1,
      double peerF1,
      double knownF1,
      double secondsPerWord,
      double driftFirstF1,
      double driftLastF1,
      Standing standing,
      List<String> suspicions) {}

  /** What an annotator's answers look like. */
  enum Standing {
    ORDINARY,
    LIKELY_SPAMMER
  }

  /** Empty before the first merge, and after one by a Winnow that measured no quality. */
  static Optional<QualityFacts> of(Published published) {
    return published
        .latest(published.workspace().labels())
        .filter(pointer -> pointer.outputs().containsKey(LabelStore.ANNOTATORS))
        .map(pointer -> of(published, pointer));
  }

  private static QualityFacts of(Published published, Pointer pointer) {
    List<Batch> batches =
        published
            .table(pointer, LabelStore.BATCHES, Schemas.BATCH_QUALITY)
            .orderBy("batch_id")
            .collectAsList()
            .stream()
            .map(QualityFacts::batch)
            .toList();
    List<Annotator> annotators =
        published
            .table(pointer, LabelStore.ANNOTATORS, Schemas.ANNOTATORS)
            .orderBy(
                col("likely_spammer").desc(), col("peer_f1").asc_nulls_last(), col("annotator"))
            .collectAsList()
            .stream()
            .map(QualityFacts::annotator)
            .toList();
    return new QualityFacts(batches, annotators);
  }

  private static Batch batch(Row row) {
    return new Batch(
        row.getAs("batch_id"),
        row.<Long>getAs("sentences"),
        row.<Long>getAs("answers"),
        number(row, "word_alpha"),
        number(row, "span_alpha"),
        number(row, "pairwise_f1"),
        number(row, "unanimous"),
        number(row, "disputed"));
  }

  private static Annotator annotator(Row row) {
    return new Annotator(
        row.getAs("annotator"),
        row.<Long>getAs("sentences"),
        row.<Long>getAs("spans"),
        number(row, "settled_f1"),
        number(row, "peer_f1"),
        number(row, "known_f1"),
        number(row, "seconds_per_word"),
        number(row, "drift_first_f1"),
        number(row, "drift_last_f1"),
        row.<Boolean>getAs("likely_spammer") ? Standing.LIKELY_SPAMMER : Standing.ORDINARY,
        List.copyOf(row.getList(row.fieldIndex("suspicions"))));
  }

  private static double number(Row row, String column) {
    Double number = row.getAs(column);
    return number == null ? Double.NaN : number;
  }
}
