package io.winnow.jobs.stop;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Pool;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.model.InferenceOptions;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.stopping.TagAgreement;
import io.winnow.workspace.Pointer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A round's model predicts the stop set, and its predictions are compared with the last round's.
 */
public record StopReading(Run run, ScoreSettings score, StopSettings settings, int round) {

  /** The output of an evaluation that holds the predictions. */
  private static final String OUTPUT = "stop";

  /** Its negative is the mean entropy of a word's tag, in nats. */
  private static final String UNCERTAINTY = "mean-entropy";

  /**
   * Gives the run the predictions and the figures; nothing where there is no stop set.
   *
   * @param scorer of the round's model
   */
  public void read(Scorer scorer) {
    if (settings.sentences() == 0) {
      return;
    }
    Published published = run.published();
    Pointer drawn = run.require(new StopSet(round, settings.sentences()));
    Dataset<Row> stopSet =
        published.table(drawn, StopSet.OUTPUT, Schemas.CORPUS).select("id", "words");
    Tables.Fingerprint sentences = Tables.fingerprint(stopSet);
    if (sentences.rows() == 0) {
      return;
    }
    ScoreColumns columns = ScoreColumns.named(List.of(UNCERTAINTY), InferenceOptions.PLAIN);
    Path target = new Path(run.folder(), "stop");
    new Scorer(run.spark(), score, columns, scorer.model(), scorer.precision())
        .score(stopSet, sentences, 1, target);
    Dataset<Row> predicted = Tables.read(run.spark(), target, columns.schema());
    run.output(OUTPUT, target);
    before().ifPresent(before -> compare(predicted, before));
    noteUncertainty(predicted);
  }

  private Optional<Dataset<Row>> before() {
    Published published = run.published();
    Optional<Pointer> last =
        round == 0
            ? Optional.empty()
            : published.latest(published.workspace().evaluation(round - 1));
    return last.filter(pointer -> pointer.outputs().containsKey(OUTPUT))
        .map(pointer -> published.table(pointer, OUTPUT, Schemas.PREDICTIONS));
  }

  /** Only sentences count that both models could read. */
  private void compare(Dataset<Row> now, Dataset<Row> before) {
    TagAgreement agreement = new TagAgreement(run.published().types());
    Iterator<Row> both =
        now.where("set_aside IS NULL")
            .select(col("id"), col("word_count"), col("spans"))
            .join(
                before.where("set_aside IS NULL").select(col("id"), col("spans").as("before")),
                "id")
            .toLocalIterator();
    while (both.hasNext()) {
      Row row = both.next();
      agreement.add(row.getAs("word_count"), Rows.spans(row, "spans"), Rows.spans(row, "before"));
    }
    if (agreement.words() > 0) {
      run.number(RoundRecords.KAPPA, agreement.kappa());
    }
  }

  private void noteUncertainty(Dataset<Row> predicted) {
    Dataset<Row> pool = Pool.of(round + 1, run.published()).select("id");
    Row mean = predicted.join(pool, "id").agg(avg(col(Schemas.column(UNCERTAINTY)))).first();
    if (!mean.isNullAt(0)) {
      run.number(RoundRecords.UNCERTAINTY, -mean.getDouble(0));
    }
  }
}
