package io.winnow.jobs.stop;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.xxhash64;

import io.winnow.jobs.Job;
import io.winnow.jobs.Pool;
import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Workspace;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Draws the sentences on which the models of successive rounds are compared. Drawn from the pool at
 * random once, at the end of the first round that is measured, and published: from then on it stays
 * the same, also when some of it is labelled.
 *
 * @param round at whose end it is wanted
 * @param sentences to draw; all there are if that is fewer
 */
record StopSet(int round, int sentences) implements Job {

  static final String OUTPUT = "sentences";

  /** Keeps this choice apart from others made with the same seed. */
  private static final String PURPOSE = "stop";

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("stop-set", "Stop set", workspace.stopSet());
  }

  @Override
  public void run(Run run) {
    Dataset<Row> drawn =
        Pool.of(round + 1, run.published())
            .where(size(col("words")).gt(0))
            .orderBy(xxhash64(lit(PURPOSE), lit(run.seed()), col("id")), col("id"))
            .limit(sentences);
    Path folder = run.folder();
    run.stage("draw", () -> Tables.write(drawn, folder));
    run.output(OUTPUT, folder)
        .count("sentences", Tables.read(run.spark(), folder, Schemas.CORPUS).count());
  }
}
