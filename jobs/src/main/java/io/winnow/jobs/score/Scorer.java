package io.winnow.jobs.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Tables;
import io.winnow.model.Precision;
import io.winnow.settings.Gpus;
import io.winnow.settings.MemoryWarning;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.spark.ScorePartition;
import io.winnow.spark.ScoringCounters;
import io.winnow.spark.memory.GrantedOverhead;
import io.winnow.spark.memory.NeededOverhead;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Takes sentences through a model into a table of scores, and checks that each came through once.
 */
public record Scorer(
    SparkSession spark,
    ScoreSettings settings,
    ScoreColumns columns,
    ModelOnShelf model,
    Precision precision) {

  /** Few enough for an even share of work, enough to fill batches of every length. */
  private static final int SENTENCES_A_TASK = 5_000;

  private static final double MILLION = 1e6;

  /** In the precision that fits the executors' hardware. */
  public static Scorer of(
      SparkSession spark, ScoreSettings settings, ScoreColumns columns, ModelOnShelf model) {
    Precision precision =
        settings.prediction().precision().on(Gpus.check(spark.sparkContext().getConf()).device());
    return new Scorer(spark, settings, columns, model, precision);
  }

  /** For the user, where the resource manager grants executors less memory than this takes. */
  public Optional<String> memoryWarning() {
    return memoryWarning(spark.sparkContext().getConf());
  }

  Optional<String> memoryWarning(SparkConf conf) {
    if (Gpus.check(conf).device().isGpu()) {
      return Optional.empty();
    }
    return GrantedOverhead.ofExecutor(conf)
        .flatMap(granted -> memoryWarning(granted, tasksAnExecutor(conf)));
  }

  private Optional<String> memoryWarning(GrantedOverhead granted, int tasks) {
    long parameters = model.parameters(spark);
    String why =
        "an executor that runs %d %s at once with %s (%,d million parameters, %s)"
            .formatted(
                tasks,
                tasks == 1 ? "task" : "tasks",
                model.id(),
                Math.round(parameters / MILLION),
                precision);
    return MemoryWarning.of(granted, why, NeededOverhead.ofScoring(parameters, precision, tasks));
  }

  /** By its cores: one where nothing is set, for both managers that grant memory. */
  private static int tasksAnExecutor(SparkConf conf) {
    int cores = conf.getInt("spark.executor.cores", 1);
    return Math.max(1, cores / Math.max(1, conf.getInt("spark.task.cpus", 1)));
  }

  /**
   * @param sentences with at least the columns {@code id} and {@code words}
   * @param target a folder that is not there yet
   * @return the scores as they were written
   * @throws JobFailedException if rows were lost or doubled on the way, or too many set aside
   */
  public Dataset<Row> score(Dataset<Row> sentences, int leastTasks, Path target) {
    score(sentences, Tables.fingerprint(sentences), leastTasks, target);
    return Tables.read(spark, target, columns.schema());
  }

  /** As above, of sentences whose fingerprint is known. */
  public Tally score(Dataset<Row> sentences, Tables.Fingerprint in, int leastTasks, Path target) {
    ScoringCounters counters = ScoringCounters.on(spark.sparkContext());
    ScorePartition partition =
        new ScorePartition(
            model.ship(spark),
            precision,
            columns,
            settings.prediction().windowSentences(),
            settings.prediction().batchTokens(),
            settings.prediction().overlapTokens(),
            counters);
    // By id and in its order: the same rows meet in the same batches whenever it is run.
    Dataset<Row> spread =
        sentences
            .select(col("id"), col("words.text").as("words"))
            .repartition(Math.max(leastTasks, tasks(in.rows())), col("id"))
            .sortWithinPartitions("id");
    Tables.write(partition.over(spread).withColumn(Schemas.MODEL, lit(model.id())), target);
    Row out =
        Tables.read(spark, target, Schemas.PREDICTIONS)
            .agg(Tables.Fingerprint.ROWS, Tables.Fingerprint.IDS, count(col("set_aside")))
            .first();
    Tables.Fingerprint written = Tables.Fingerprint.in(out, 0);
    if (!in.equals(written)) {
      throw new JobFailedException(
          "Scoring read %d sentences (hash of ids %x) but wrote %d (%x); nothing is published, run it again"
              .formatted(in.rows(), in.ids(), written.rows(), written.ids()));
    }
    Tally tally = Tally.of(written.rows(), out.getLong(2), counters);
    requireRead(tally, target);
    return tally;
  }

  /** If memory is always short, everything is set aside: that must not be published as scores. */
  private void requireRead(Tally tally, Path target) {
    if (tally.setAside() > settings.maxSetAsideShare() * tally.sentences()) {
      Row one =
          Tables.read(spark, target, Schemas.PREDICTIONS)
              .where(col("set_aside").isNotNull())
              .select("id", "set_aside.message")
              .first();
      throw new JobFailedException(
          "No prediction for %,d of %,d sentences, more than score.max-set-aside-share %s allows; of %s: %s. Give executors more memory, or lower score.batch-tokens (%d)"
              .formatted(
                  tally.setAside(),
                  tally.sentences(),
                  settings.maxSetAsideShare(),
                  one.getString(0),
                  one.getString(1),
                  settings.prediction().batchTokens()));
    }
  }

  static int tasks(long rows) {
    return (int) Math.max(1, (rows + SENTENCES_A_TASK - 1) / SENTENCES_A_TASK);
  }
}
