package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.Published;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The entities of sentences as far as they are known, and by what: the label store; else labels
 * that the input came with; else the predictions of the newest scores.
 *
 * @param table {@code id, spans, known_by}; spans have a confidence, null where it is not known
 * @param model of the newest scores
 */
record KnownEntities(Dataset<Row> table, Optional<String> model) {

  static final String KNOWN_BY = "known_by";

  /** Values of the column. */
  static final String LABEL = "label";

  static final String GIVEN = "given";
  static final String PREDICTION = "prediction";

  static KnownEntities of(Published published, StandingSentences sentences) {
    Dataset<Row> labels = known(sentences.labels().select("id", "spans"), LABEL);
    Dataset<Row> gold =
        published
            .table(published.corpus(), "gold", Schemas.GOLD)
            .select("id", "spans")
            .union(sentences.holdout().where("spans IS NOT NULL").select("id", "spans"))
            .withColumn("spans", confident());
    Dataset<Row> all = labels.union(known(without(gold, labels), GIVEN));
    Optional<Integer> round = StoredScores.newest(published);
    if (round.isEmpty()) {
      return new KnownEntities(all, Optional.empty());
    }
    Pointer pointer = published.latest(published.workspace().scores(round.get())).orElseThrow();
    Dataset<Row> scores =
        published.table(pointer, StoredScores.TABLE, Schemas.PREDICTIONS).select("id", "spans");
    return new KnownEntities(
        all.union(known(without(without(scores, labels), gold), PREDICTION)),
        Optional.of(published.manifest(pointer).model().id()));
  }

  private static Dataset<Row> known(Dataset<Row> spans, String by) {
    return spans.withColumn(KNOWN_BY, lit(by));
  }

  private static Dataset<Row> without(Dataset<Row> rows, Dataset<Row> others) {
    return rows.join(others.select("id"), new String[] {"id"}, "left_anti");
  }

  private static Column confident() {
    return expr(
        "transform(spans, it -> named_struct('start_word', it.start_word, 'end_word', it.end_word,"
            + " 'type', it.type, 'confidence', cast(null AS double)))");
  }

  /** Sentences with an entity of each type: {@code id, spans, known_by}. */
  Dataset<Row> with(List<String> types) {
    Dataset<Row> found = table;
    for (String type : types) {
      found = found.where(exists(col("spans"), span -> span.getField("type").equalTo(type)));
    }
    return found;
  }
}
