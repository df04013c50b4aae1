package io.winnow.jobs.score;

import static org.apache.spark.sql.functions.expr;

import io.winnow.jobs.Job;
import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores a table shard by shard. Each shard is a run of its own and published by itself, so a
 * driver that takes over from a dead one scores only what is missing.
 *
 * @param work identifies sentences, model and settings: only shards of the same work are combined
 */
record ShardedScoring(Run run, Scorer scorer, int round, String work, ShardPlan plan) {

  /** The output of a shard's run that holds its scores. */
  static final String OUTPUT = "scores";

  /** Tasks for each core to have ready, so that none waits for the last ones of a shard. */
  private static final int TASKS_A_CORE = 2;

  /**
   * Scores what no run before this one has.
   *
   * @param sentences what the plan was made of
   */
  Done finish(Dataset<Row> sentences) {
    List<Optional<Pointer>> before = published();
    List<Integer> missing =
        IntStream.range(0, shards()).filter(it -> before.get(it).isEmpty()).boxed().toList();
    if (missing.size() < shards()) {
      run.console()
          .say(
              "Score: %d of %d shards were scored before"
                  .formatted(shards() - missing.size(), shards()));
    }
    // This run's own: of two in one JVM that score the same, the first to end must not end the
    // other.
    String group = "winnow-score-" + run.id();
    long rows = missing.stream().mapToLong(shard -> plan.shards().get(shard).rows()).sum();
    ExecutorService pool = Executors.newFixedThreadPool(atOnce());
    try (SentenceProgress progress = SentenceProgress.follow(spark(), run.console(), rows)) {
      ExecutorCompletionService<Tally> running = new ExecutorCompletionService<>(pool);
      missing.forEach(shard -> running.submit(() -> score(sentences, shard, group)));
      Tally added = Tally.NONE;
      for (int shard = 0; shard < missing.size(); shard++) {
        added = added.plus(running.take().get());
      }
      progress.done();
      return new Done(published().stream().map(Optional::orElseThrow).toList(), added);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Scoring was interrupted; run it again to go on", e);
    } finally {
      pool.shutdownNow();
      spark().cancelJobGroup(group);
    }
  }

  /**
   * @param added what this run scored
   */
  record Done(List<Pointer> shards, Tally added) {

    Tally all() {
      return shards.stream().map(Tally::of).reduce(Tally.NONE, Tally::plus);
    }
  }

  private Tally score(Dataset<Row> sentences, int shard, String group) {
    String name = "Score round %d, shard %d of %d".formatted(round, shard + 1, shards());
    spark().setJobGroup(group, name, false);
    spark().setCallSite(name);
    return Tally.of(run.publish(new Shard(this, sentences, shard)));
  }

  private record Shard(ShardedScoring all, Dataset<Row> sentences, int number) implements Job {

    @Override
    public Identity identity(Workspace workspace) {
      return new Identity(
          "score-shard",
          "Shard %d of the scores of round %d".formatted(number, all.round),
          workspace.scoresShard(all.round, all.work, number));
    }

    @Override
    public Publication run(Run run) {
      Path folder = run.folder();
      Tables.Fingerprint in = all.plan.shards().get(number);
      Dataset<Row> rows = all.plan.shard(sentences, number);
      Tally tally = run.stage("score", () -> all.scorer.score(rows, in, all.leastTasks(), folder));
      return new Publication()
          .output(OUTPUT, folder)
          .counts(tally.counts())
          .precision(all.scorer.precision().name());
    }
  }

  /** Of each shard what is published. */
  private List<Optional<Pointer>> published() {
    return IntStream.range(0, shards())
        .mapToObj(shard -> run.workspace().scoresShard(round, work, shard))
        .map(run.published()::latest)
        .toList();
  }

  private int shards() {
    return plan.shards().size();
  }

  private SparkContext spark() {
    return scorer.spark().sparkContext();
  }

  /** All cores have work even where the shards are few. */
  private int leastTasks() {
    return (spark().defaultParallelism() + shards() - 1) / shards();
  }

  /** Shards under way at a time: while the last tasks of one run, the next one's fill the cores. */
  private int atOnce() {
    int tasks = Math.max(leastTasks(), Scorer.tasks(plan.shards().get(0).rows()));
    int wanted = TASKS_A_CORE * spark().defaultParallelism() / tasks + 1;
    return Math.min(shards(), Math.max(2, wanted));
  }

  /**
   * How a table is cut into shards: by a hash of the sentence's id, so that neither the cluster nor
   * the order of files matters, and a run that takes over from a dead one cuts in the same places.
   *
   * @param shards what each holds, a power of two of them
   */
  record ShardPlan(List<Tables.Fingerprint> shards) {

    /** Every shard reads the whole table for its rows, so there must not be too many. */
    private static final int MOST = 64;

    /**
     * @param least rows of a shard, if there are so many
     */
    static ShardPlan of(Dataset<Row> sentences, int least) {
      List<Row> slices =
          sentences
              .groupBy(slice(MOST))
              .agg(Tables.Fingerprint.ROWS, Tables.Fingerprint.IDS)
              .collectAsList();
      long rows = slices.stream().mapToLong(slice -> slice.getLong(1)).sum();
      Tables.Fingerprint[] shards =
          new Tables.Fingerprint
              [(int) Long.highestOneBit(Math.max(1, Math.min(MOST, rows / least)))];
      Arrays.fill(shards, Tables.Fingerprint.NONE);
      for (Row slice : slices) {
        int shard = (int) slice.getLong(0) % shards.length;
        shards[shard] = shards[shard].plus(Tables.Fingerprint.in(slice, 1));
      }
      return new ShardPlan(List.of(shards));
    }

    Dataset<Row> shard(Dataset<Row> sentences, int shard) {
      return sentences.where(slice(shards.size()).equalTo(shard));
    }

    private static Column slice(int of) {
      return expr("pmod(xxhash64(id), %dL)".formatted(of));
    }
  }
}
