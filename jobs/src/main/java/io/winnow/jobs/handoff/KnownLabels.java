package io.winnow.jobs.handoff;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.size;

import io.winnow.jobs.Published;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Labels that are sure enough to test annotators by. */
record KnownLabels(Published published) {

  /** Confidence that each span of a known answer has at least. */
  static final double LEAST_CONFIDENCE = 0.9;

  /**
   * Sentences with at least one entity: whoever marks nothing at all must not pass.
   *
   * @return sentence id to the number of annotators whom its label was settled from
   */
  Map<String, Integer> candidates() {
    Map<String, Integer> candidates = new HashMap<>();
    labels()
        .ifPresent(
            labels ->
                labels
                    .where(
                        size(col("spans"))
                            .gt(0)
                            .and(
                                forall(
                                    col("spans"),
                                    span -> span.getField("confidence").geq(LEAST_CONFIDENCE))))
                    .select(col("id"), size(col("annotators")))
                    .toLocalIterator()
                    .forEachRemaining(row -> candidates.put(row.getString(0), row.getInt(1))));
    return candidates;
  }

  /** The settled spans of some sentences, in reading order. */
  Map<String, List<EntitySpan>> of(Set<String> ids) {
    Map<String, List<EntitySpan>> answers = new HashMap<>();
    labels()
        .ifPresent(
            labels ->
                labels
                    .where(col("id").isInCollection(ids))
                    .select("id", "spans")
                    .collectAsList()
                    .forEach(
                        row ->
                            answers.put(
                                row.getString(0),
                                Rows.spans(row, "spans").stream().sorted().toList())));
    return answers;
  }

  private Optional<Dataset<Row>> labels() {
    return published
        .latest(published.workspace().labels())
        .map(pointer -> published.table(pointer, "labels", Schemas.LABELS));
  }
}
