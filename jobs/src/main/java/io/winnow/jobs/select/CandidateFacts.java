package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Published;
import io.winnow.selection.Candidate;
import io.winnow.selection.CandidateSearch.Prospects;
import io.winnow.selection.Directions;
import io.winnow.selection.Knowledge;
import io.winnow.selection.Modifier.Need;
import io.winnow.spark.Rows;
import io.winnow.spark.ScoreColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Looks up the data that a strategy needs about candidates, and only about these if possible.
 *
 * @param round what the rounds before it sent out may be asked for
 * @param pool with {@code id, words}
 * @param scored with {@code id, embedding}, if that is needed
 */
record CandidateFacts(
    Published published, int round, Set<Need> needs, Dataset<Row> pool, Dataset<Row> scored) {

  Knowledge of(Prospects prospects) {
    if (needs.isEmpty()) {
      return Knowledge.NONE;
    }
    SparkSession spark = pool.sparkSession();
    List<String> ids =
        Stream.concat(prospects.ranked().stream(), prospects.byChance().stream())
            .map(Candidate::id)
            .distinct()
            .toList();
    Dataset<Row> wanted = broadcast(spark.createDataset(ids, Encoders.STRING()).toDF("id"));
    return new Knowledge(
        needs.contains(Need.WORDS) ? words(wanted) : Map.of(),
        needs.contains(Need.EMBEDDINGS) ? embeddings(wanted) : Map.of(),
        needs.contains(Need.SENT_WORDS) ? sentWords() : List.of(),
        needs.contains(Need.POOL_MEAN) ? poolMean() : new float[0]);
  }

  private Map<String, List<String>> words(Dataset<Row> wanted) {
    return pool.join(wanted, "id").select("id", "words.text").collectAsList().stream()
        .collect(
            Collectors.toMap(row -> row.getString(0), row -> List.copyOf(row.<String>getList(1))));
  }

  private Dataset<Row> embedded() {
    return scored.where(col(ScoreColumns.EMBEDDING).isNotNull());
  }

  private Map<String, float[]> embeddings(Dataset<Row> wanted) {
    return embedded()
        .join(wanted, "id")
        .select("id", ScoreColumns.EMBEDDING)
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), CandidateFacts::embedding));
  }

  private static float[] embedding(Row row) {
    return Rows.floats(row, ScoreColumns.EMBEDDING);
  }

  /**
   * Whatever the answer was, it would be the same question again. Sentences whose answers are
   * overdue were never asked.
   */
  private List<List<String>> sentWords() {
    return published.selectionsBefore(round).stream()
        .reduce(Dataset::unionByName)
        .map(published::withoutOverdue)
        .map(asked -> asked.where(col("reason").notEqual(SelectJob.HOLDOUT)).select("words.text"))
        .map(Dataset::collectAsList)
        .orElse(List.of())
        .stream()
        .map(row -> List.copyOf(row.<String>getList(0)))
        .toList();
  }

  private float[] poolMean() {
    double[] sum =
        embedded()
            .select(ScoreColumns.EMBEDDING)
            .toJavaRDD()
            .treeAggregate(
                new double[0],
                (before, row) -> plus(before, counted(Directions.of(embedding(row)))),
                CandidateFacts::plus);
    float[] mean = new float[Math.max(0, sum.length - 1)];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / sum[mean.length]);
    }
    return mean;
  }

  /** A direction and, behind, that it is one: sums tell how many they are of. */
  private static double[] counted(float[] direction) {
    double[] counted = new double[direction.length + 1];
    Arrays.setAll(counted, i -> i < direction.length ? direction[i] : 1);
    return counted;
  }

  private static double[] plus(double[] one, double[] other) {
    if (one.length == 0 || other.length == 0) {
      return one.length == 0 ? other : one;
    }
    double[] sum = new double[one.length];
    Arrays.setAll(sum, i -> one[i] + other[i]);
    return sum;
  }
}
