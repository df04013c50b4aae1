package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.model.Precision;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The newest scores that hold embeddings, and the model that made these.
 *
 * @param sentences how many they are, a few that were set aside included
 * @param table {@code id, embedding} of the sentences that this model embedded: those that kept the
 *     scores of an earlier one are not among them
 */
record StoredScores(
    int round, long sentences, Dataset<Row> table, ModelOnShelf model, Precision precision) {

  /** The output of a scoring that holds the scores. */
  static final String TABLE = "scores";

  /** The newest round that was scored. */
  static Optional<Integer> newest(Published published) {
    return scored(published).stream().findFirst();
  }

  private static List<Integer> scored(Published published) {
    return published.rounds().stream()
        .filter(round -> published.has(published.workspace().scores(round)))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /**
   * @throws StepMissingException if no scores hold embeddings, or the model that made them has
   *     other weights now
   */
  static StoredScores of(Published published) {
    List<Integer> scored = scored(published);
    for (int round : scored) {
      Pointer pointer = published.latest(published.workspace().scores(round)).orElseThrow();
      Dataset<Row> table = published.table(pointer, TABLE);
      if (List.of(table.columns()).contains(ScoreColumns.EMBEDDING)) {
        return of(published, round, pointer, table);
      }
    }
    throw new StepMissingException(
        scored.isEmpty()
            ? "--like: %s has no scores yet, and so no embeddings; set score.embeddings = mean before the next round, or run 'winnow score --set score.embeddings=mean' once a model is trained"
                .formatted(published.workspace())
            : "--like: no scores of %s (rounds %s) hold embeddings; set score.embeddings = mean, and the scores of the next round will"
                .formatted(published.workspace(), scored));
  }

  private static StoredScores of(
      Published published, int round, Pointer pointer, Dataset<Row> table) {
    RunManifest manifest = published.manifest(pointer);
    ModelOnShelf model = ModelOnShelf.ofRound(published, round - 1);
    RunManifest.Model made = manifest.model();
    if (!made.sha256().equals(model.sha256())) {
      throw new StepMissingException(
          "--like: the scores of round %d are by %s with the weights %.12s, but %s has the weights %.12s: put the model back, or score the next round"
              .formatted(round, made.id(), made.sha256(), model.id(), model.sha256()));
    }
    return new StoredScores(
        round,
        pointer.count("sentences") - pointer.counts().getOrDefault("kept", 0L),
        table
            .where(col(Schemas.MODEL).equalTo(made.id()))
            .where(col(ScoreColumns.EMBEDDING).isNotNull())
            .select("id", ScoreColumns.EMBEDDING),
        model,
        Precision.valueOf(manifest.precision()));
  }
}
