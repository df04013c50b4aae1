package io.winnow.bench;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.select.StrategyRun;
import io.winnow.selection.Budget;
import io.winnow.selection.Candidate;
import io.winnow.selection.CandidateSearch;
import io.winnow.selection.CandidateSearch.Prospects;
import io.winnow.selection.Knowledge;
import io.winnow.selection.QueryStrategy;
import io.winnow.selection.RandomOrder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Selection from many scored rows, in Parquet, on two cores: what strategies take, beside Spark's
 * own top-k and full sort. Words and embeddings of candidates are made up, so that only the
 * selection is measured.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.SelectionBench \
 *     -Dbench.args="100000 1000000 10000000 100000000"
 * </pre>
 */
public final class SelectionBench {

  private static final int WIDTH = 384;

  private static final int VOCABULARY = 20_000;

  private SelectionBench() {}

  /**
   * @param arguments words of the budget, then numbers of rows
   */
  public static void main(String[] arguments) throws Exception {
    Budget budget = Budget.ofWords(Long.parseLong(arguments[0]));
    Path folder = BenchFolders.temporary("winnow-selection");
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.files.maxPartitionBytes", "64m")
            .getOrCreate()) {
      System.out.printf(
          "%11s  %-44s %8s %8s %9s %9s %8s%n",
          "rows", "how", "seconds", "CPU-s", "heap MiB", "candid.", "chosen");
      for (String rows : Arrays.asList(arguments).subList(1, arguments.length)) {
        measure(scores(spark, Long.parseLong(rows), folder), Long.parseLong(rows), budget);
      }
    }
  }

  private static void measure(Dataset<Row> scores, long rows, Budget budget) {
    // Once over, so that the disk's cache and the JVM are as warm for the first as for the last.
    scores.selectExpr("count(id)", "sum(score)", "sum(word_count)").collect();
    for (String strategy :
        List.of(
            "random",
            "mnlp",
            "mnlp + explore(0.1)",
            "mnlp + lengths(min=5)",
            "mnlp + dedupe",
            "mnlp + dedupe + diverse(c=3) + explore(0.1)")) {
      long[] candidates = new long[1];
      CandidateSearch search = new CandidateSearch(QueryStrategy.parse(strategy), budget, 1, 42, 1);
      print(
          rows,
          strategy,
          candidates,
          () ->
              new StrategyRun(scores, search, found -> knowledge(search, found, candidates))
                  .choose());
    }
    int top = (int) (budget.amount() / 30);
    print(
        rows,
        "Spark: orderBy, limit " + top,
        new long[] {top},
        () -> scores.orderBy("score", "id").limit(top).select("id").collectAsList());
    print(
        rows,
        "Spark: orderBy, all",
        new long[] {rows},
        () -> {
          scores.orderBy("score", "id").write().format("noop").mode("overwrite").save();
          return List.of();
        });
  }

  private static void print(long rows, String how, long[] candidates, Supplier<List<?>> selection) {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    Usage begun = Usage.now();
    List<?> chosen = selection.get();
    Usage used = Usage.now().since(begun);
    System.out.printf(
        "%,11d  %-44s %8.1f %8.1f %9d %,9d %,8d%n",
        rows, how, used.wallSeconds(), used.cpuSeconds(), peakMiB(), candidates[0], chosen.size());
  }

  /** Tasks and driver share this heap. */
  private static long peakMiB() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }

  /** Scores as of a model that is sure of most: one in a thousand sentences is below -1.8. */
  private static Dataset<Row> scores(SparkSession spark, long rows, Path folder) throws Exception {
    Path file = folder.resolve("scores-" + rows);
    if (!Files.exists(file)) {
      spark
          .range(0, rows, 1, (int) Math.max(2, rows / 1_000_000))
          .selectExpr(
              "lower(hex(xxhash64(id))) || lower(hex(xxhash64(id, 1))) AS id",
              "CAST(1 + pmod(xxhash64(id, 2), 59) AS INT) AS word_count",
              "-2 * pow(pmod(xxhash64(id, 3), 1000003) / 1000003D, 100) AS score")
          .write()
          .option("compression", "zstd")
          .parquet(file.toString());
    }
    return spark.read().parquet(file.toString()).select(col("id"), col("word_count"), col("score"));
  }

  /** One in twenty sentences is nearly one of a hundred. */
  private static Knowledge knowledge(
      CandidateSearch search, Prospects prospects, long[] candidates) {
    List<Candidate> all = new ArrayList<>(prospects.ranked());
    all.addAll(prospects.byChance());
    candidates[0] = all.size();
    Map<String, List<String>> words = new HashMap<>();
    Map<String, float[]> embeddings = new HashMap<>();
    if (search.strategy().needs().isEmpty()) {
      return Knowledge.NONE;
    }
    for (Candidate candidate : all) {
      boolean copy = RandomOrder.key(1, candidate.id()) < 0.05;
      long of = (long) (RandomOrder.key(2, candidate.id()) * (copy ? 100 : 1L << 50));
      SplittableRandom random = new SplittableRandom(of);
      List<String> own = new ArrayList<>();
      for (int i = 0; i < (copy ? 12 : candidate.words()); i++) {
        own.add(Integer.toString(random.nextInt(VOCABULARY), 36).replaceAll("\\d", "-"));
      }
      words.put(candidate.id(), own);
      float[] embedding = new float[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        embedding[i] = (float) random.nextDouble() - 0.5f;
      }
      embeddings.put(candidate.id(), embedding);
    }
    return new Knowledge(words, embeddings, List.of(), new float[WIDTH]);
  }
}
