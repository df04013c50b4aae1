package io.winnow.jobs.stop;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.xxhash64;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.Pool;
import io.winnow.jobs.Tables;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The sentences that every round's model reads, so that models can be compared. Drawn from the pool
 * at random once, at the end of the first round that is measured, and published: from then on it
 * stays the same, also when some of it is labelled.
 */
final class StopSet {

  private static final String OUTPUT = "sentences";

  /** Keeps this choice apart from others made with the same seed. */
  private static final String PURPOSE = "stop";

  private StopSet() {}

  /**
   * @param round at whose end it is wanted
   * @param sentences to draw, if that is still to be done; all there are if that is fewer
   * @return {@code id, words}
   */
  static Dataset<Row> of(JobContext context, int round, int sentences) {
    Shelf shelf = context.workspace().stopSet();
    Optional<Pointer> before = shelf.latest();
    Pointer pointer = before.orElseGet(() -> draw(context, shelf, round, sentences));
    return Tables.read(context.spark().get(), context.workspace(), pointer, OUTPUT, Schemas.CORPUS)
        .select("id", "words");
  }

  private static Pointer draw(JobContext context, Shelf shelf, int round, int sentences) {
    Workspace workspace = context.workspace();
    RunRecorder run = context.start("stop-set");
    Dataset<Row> drawn =
        Pool.of(round + 1, context.spark().get(), workspace)
            .where(size(col("words")).gt(0))
            .orderBy(xxhash64(lit(PURPOSE), lit(context.seed()), col("id")), col("id"))
            .limit(sentences);
    Path target = shelf.newRun(run.run());
    run.stage("draw", () -> Tables.write(drawn, target));
    long count = Tables.read(context.spark().get(), target, Schemas.CORPUS).count();
    run.input("corpus", workspace, workspace.corpus(), workspace.corpus().latest().orElseThrow());
    return context.publish(run, shelf, 1, Map.of(OUTPUT, target), Map.of("sentences", count));
  }
}
