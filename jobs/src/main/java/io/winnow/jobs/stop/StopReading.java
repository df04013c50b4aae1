package io.winnow.jobs.stop;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Pool;
import io.winnow.jobs.Tables;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.stopping.TagAgreement;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Workspace;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A round's model reads the stop set, and what it says is compared with the round before. */
public record StopReading(
    JobContext context, ScoreSettings score, StopSettings settings, int round) {

  /** The output of an evaluation that holds the readings. */
  private static final String OUTPUT = "stop";

  /** Its negative is the mean entropy of a word's tag, in nats. */
  private static final String UNCERTAINTY = "mean-entropy";

  /**
   * Notes the figures in the run's manifest.
   *
   * @param target a folder that is not there yet
   * @return what the evaluation publishes on top: nothing where there is no stop set
   */
  public Map<String, Path> read(
      RunRecorder run, ModelOnShelf model, Precision precision, Path target) {
    if (settings.sentences() == 0) {
      return Map.of();
    }
    Dataset<Row> stopSet = StopSet.of(context, round, settings.sentences());
    Tables.Fingerprint sentences = Tables.fingerprint(stopSet);
    if (sentences.rows() == 0) {
      return Map.of();
    }
    ScoreColumns columns = ScoreColumns.named(List.of(UNCERTAINTY), InferenceOptions.PLAIN);
    Scorer scorer = new Scorer(context.spark().get(), score, columns, model, precision);
    scorer.score(stopSet, sentences, 1, target);
    Dataset<Row> readings = Tables.read(context.spark().get(), target, columns.schema());
    before().ifPresent(before -> compare(run, readings, before));
    noteUncertainty(run, readings);
    return Map.of(OUTPUT, target);
  }

  private Optional<Dataset<Row>> before() {
    Workspace workspace = context.workspace();
    Optional<Pointer> last =
        round == 0 ? Optional.empty() : workspace.evaluation(round - 1).latest();
    return last.filter(pointer -> pointer.outputs().containsKey(OUTPUT))
        .map(
            pointer ->
                Tables.read(
                    context.spark().get(), workspace, pointer, OUTPUT, Schemas.PREDICTIONS));
  }

  /** Only sentences count that both models could read. */
  private void compare(RunRecorder run, Dataset<Row> now, Dataset<Row> before) {
    TagAgreement agreement = new TagAgreement(Entities.of(context.workspace()));
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

  private void noteUncertainty(RunRecorder run, Dataset<Row> readings) {
    Dataset<Row> pool = Pool.of(round + 1, context.spark().get(), context.workspace()).select("id");
    Row mean = readings.join(pool, "id").agg(avg(col(Schemas.column(UNCERTAINTY)))).first();
    if (!mean.isNullAt(0)) {
      run.number(RoundRecords.UNCERTAINTY, -mean.getDouble(0));
    }
  }
}
