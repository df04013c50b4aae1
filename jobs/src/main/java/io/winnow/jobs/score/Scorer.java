package io.winnow.jobs.score;

import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.jobs.Console;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Tables;
import io.winnow.model.Precision;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScorePartition;
import io.winnow.spark.ScoringCounters;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Takes a table of sentences through a model into a table of scores, and checks that each came
 * through once.
 */
public record Scorer(SparkSession spark, ScoreSettings settings, Console console) {

  /** Few enough for an even share of work, enough to show progress and to lose little. */
  private static final int SENTENCES_A_TASK = 5_000;

  /**
   * @param sentences with at least the columns {@code id} and {@code words}
   * @param precision settled
   * @param target a folder that is not there yet; gets {@link Schemas#scores}
   * @return what was scored and what it cost
   * @throws IllegalStateException if rows were lost or doubled on the way
   */
  public Scored score(
      Dataset<Row> sentences, ModelOnShelf model, Precision precision, Path target) {
    Tables.Fingerprint in = Tables.fingerprint(sentences);
    int tasks = tasks(in.rows());
    ScoringCounters counters = ScoringCounters.on(spark.sparkContext());
    ScorePartition partition =
        new ScorePartition(
            model.ship(spark),
            precision,
            settings.functions().stream().map(AcquisitionFunctions::named).toList(),
            settings.windowSentences(),
            settings.batchTokens(),
            settings.overlapTokens(),
            counters);
    TaskProgress progress = TaskProgress.of(spark, console, "Score", in.rows(), "sentences", tasks);
    try {
      Tables.write(partition.over(sentences.repartition(tasks)), target);
    } finally {
      progress.close();
    }
    Tables.Fingerprint out = Tables.fingerprint(Tables.read(spark, target, Schemas.READINGS));
    if (!in.equals(out)) {
      throw new IllegalStateException(
          "Scoring took in %d sentences (ids' hash %x) and gave out %d (%x); nothing is published, run it again"
              .formatted(in.rows(), in.ids(), out.rows(), out.ids()));
    }
    return new Scored(
        out.rows(), counters.tokens().sum(), counters.padding(), counters.modelLoads().sum());
  }

  /**
   * @param tokens sub-words read
   * @param padding sub-words computed on for each one read
   * @param modelLoads one for each executor and device, if all is well
   */
  public record Scored(long sentences, long tokens, double padding, long modelLoads) {}

  private int tasks(long rows) {
    long bySize = (rows + SENTENCES_A_TASK - 1) / SENTENCES_A_TASK;
    return (int) Math.max(spark.sparkContext().defaultParallelism(), bySize);
  }
}
