package io.winnow.jobs.stop;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.xxhash64;

import io.winnow.jobs.Job;
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
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
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

  private static final String SENTENCES = "sentences";

  /** Its negative is the mean entropy of a word's tag, in nats. */
  private static final String UNCERTAINTY = "mean-entropy";

  /**
   * Adds the predictions and the figures to what was made; nothing where there is no stop set.
   *
   * @param scorer of the round's model
   */
  public void read(Scorer scorer, Publication made) {
    if (settings.sentences() == 0) {
      return;
    }
    Published published = run.published();
    Pointer drawn = run.require(new StopSet(round, settings.sentences()));
    if (drawn.count(SENTENCES) == 0) {
      return;
    }
    Dataset<Row> stopSet = published.table(drawn, SENTENCES, Schemas.CORPUS).select("id", "words");
    ScoreColumns columns = ScoreColumns.named(List.of(UNCERTAINTY), InferenceOptions.PLAIN);
    Path target = new Path(run.folder(), "stop");
    Dataset<Row> predicted =
        new Scorer(run.spark(), score, columns, scorer.model(), scorer.precision())
            .score(stopSet, 1, target);
    made.output(OUTPUT, target);
    before().ifPresent(before -> compare(predicted, before, made));
    noteUncertainty(predicted, made);
  }

  private Optional<Dataset<Row>> before() {
    return Optional.of(round - 1)
        .filter(last -> last >= 0)
        .flatMap(last -> run.published().latest(run.workspace().evaluation(last)))
        .filter(pointer -> pointer.outputs().containsKey(OUTPUT))
        .map(pointer -> run.published().table(pointer, OUTPUT, Schemas.PREDICTIONS));
  }

  /** Only sentences count that both models could read. */
  private void compare(Dataset<Row> now, Dataset<Row> before, Publication made) {
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
      made.number(RoundRecords.KAPPA, agreement.kappa());
    }
  }

  private void noteUncertainty(Dataset<Row> predicted, Publication made) {
    Dataset<Row> pool = run.published().pool(round + 1).select("id");
    Row mean = predicted.join(pool, "id").agg(avg(col(Schemas.column(UNCERTAINTY)))).first();
    if (!mean.isNullAt(0)) {
      made.number(RoundRecords.UNCERTAINTY, -mean.getDouble(0));
    }
  }

  /**
   * Draws the sentences on which the models of successive rounds are compared. Drawn from the pool
   * at random once, at the end of the first round that is measured, and published: from then on it
   * stays the same, also when some of it is labelled.
   *
   * @param round at whose end it is wanted
   * @param sentences to draw; all there are if that is fewer
   */
  private record StopSet(int round, int sentences) implements Job {

    @Override
    public Identity identity(Workspace workspace) {
      return new Identity("stop-set", "Stop set", workspace.stopSet());
    }

    @Override
    public Publication run(Run run) {
      Dataset<Row> drawn =
          run.published()
              .pool(round + 1)
              .where(size(col("words")).gt(0))
              // The word keeps this choice apart from others made with the same seed.
              .orderBy(xxhash64(lit("stop"), lit(run.seed()), col("id")), col("id"))
              .limit(sentences);
      Path folder = run.folder();
      run.stage("draw", () -> Tables.write(drawn, folder));
      return new Publication()
          .output(SENTENCES, folder)
          .count("sentences", Tables.read(run.spark(), folder, Schemas.CORPUS).count());
    }
  }
}
