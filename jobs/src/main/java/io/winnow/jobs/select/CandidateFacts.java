package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Pool;
import io.winnow.jobs.Published;
import io.winnow.selection.Candidate;
import io.winnow.selection.CandidateSearch.Prospects;
import io.winnow.selection.Directions;
import io.winnow.selection.Knowledge;
import io.winnow.selection.Modifier.Need;
import io.winnow.spark.ScoreColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Map<String, List<String>> words = new HashMap<>();
    for (Row row : pool.join(wanted, "id").select("id", "words.text").collectAsList()) {
      words.put(row.getString(0), List.copyOf(row.getList(1)));
    }
    return words;
  }

  private Dataset<Row> embedded() {
    return scored.where(col(ScoreColumns.EMBEDDING).isNotNull());
  }

  private Map<String, float[]> embeddings(Dataset<Row> wanted) {
    Map<String, float[]> embeddings = new HashMap<>();
    for (Row row :
        embedded().join(wanted, "id").select("id", ScoreColumns.EMBEDDING).collectAsList()) {
      embeddings.put(row.getString(0), floats(row.getList(1)));
    }
    return embeddings;
  }

  /**
   * Whatever the answer was, it would be the same question again. Sentences whose answers are
   * overdue were never asked.
   */
  private List<List<String>> sentWords() {
    List<List<String>> sent = new ArrayList<>();
    published.selectionsBefore(round).stream()
        .reduce(Dataset::unionByName)
        .map(selections -> Pool.withoutOverdue(selections, published))
        .ifPresent(
            asked ->
                asked
                    .where(col("reason").notEqual(SelectJob.HOLDOUT))
                    .select("words.text")
                    .collectAsList()
                    .forEach(row -> sent.add(List.copyOf(row.getList(0)))));
    return sent;
  }

  private float[] poolMean() {
    double[] sum =
        embedded()
            .select(ScoreColumns.EMBEDDING)
            .toJavaRDD()
            .mapPartitions(rows -> List.of(sum(rows)).iterator())
            .treeAggregate(new double[0], CandidateFacts::plus, CandidateFacts::plus);
    float[] mean = new float[Math.max(0, sum.length - 1)];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / sum[mean.length]);
    }
    return mean;
  }

  /** The sum of the directions and, behind, how many there are. */
  private static double[] sum(Iterator<Row> rows) {
    double[] sum = new double[0];
    while (rows.hasNext()) {
      float[] direction = Directions.of(floats(rows.next().getList(0)));
      double[] one = new double[direction.length + 1];
      for (int i = 0; i < direction.length; i++) {
        one[i] = direction[i];
      }
      one[direction.length] = 1;
      sum = plus(sum, one);
    }
    return sum;
  }

  private static double[] plus(double[] one, double[] other) {
    if (one.length == 0 || other.length == 0) {
      return one.length == 0 ? other : one;
    }
    double[] sum = new double[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }
    return sum;
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
