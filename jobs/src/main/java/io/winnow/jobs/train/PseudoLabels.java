package io.winnow.jobs.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.winnow.acquisition.Formulas;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Pool;
import io.winnow.jobs.Run;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.model.InferenceOptions;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.text.Word;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * A model's predictions on the pool, where it is certain: labels for another model to learn from.
 * Tsvigun et al. 2022 leave out what is likely wrong by tracing gradients; here it is what has an
 * uncertain word, because the confidence of a settled label is that of its least certain word.
 *
 * @param teacher reads the pool
 * @param round the last one whose selection is in the pool no longer
 */
record PseudoLabels(
    Run run,
    TrainSettings.Successor settings,
    ScoreSettings scoring,
    ModelOnShelf teacher,
    int round) {

  private static final String LEAST_SURE = Formulas.LOWEST_PROBABILITY.name();

  /**
   * @param target a folder that is not there yet; gets all readings, of those that are not sure too
   * @return by id
   */
  List<Example> read(Path target) {
    SparkSession spark = run.spark();
    Dataset<Row> drawn =
        Pool.of(round + 1, run.published())
            .select("id", "words")
            .orderBy(xxhash64(lit(run.seed()), col("id")), col("id"))
            .limit(settings.sentences())
            .persist(StorageLevel.DISK_ONLY());
    ScoreColumns columns = ScoreColumns.named(List.of(LEAST_SURE), InferenceOptions.PLAIN);
    int tasks = spark.sparkContext().defaultParallelism();
    List<Row> sure =
        Scorer.of(spark, scoring, columns, teacher)
            .score(drawn, tasks, target)
            .where(col(Schemas.column(LEAST_SURE)).geq(Math.log(settings.minConfidence())))
            .select("id", "spans")
            .join(drawn, "id")
            .orderBy("id")
            .collectAsList();
    drawn.unpersist();
    return sure.stream().map(PseudoLabels::example).toList();
  }

  private static Example example(Row row) {
    return Example.certain(
        row.getAs("id"),
        Rows.words(row).stream().map(Word::text).toList(),
        Rows.spans(row, "spans"));
  }
}
