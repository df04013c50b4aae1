package io.winnow.jobs.experiment;

import io.winnow.files.Sha256;
import io.winnow.workspace.Workspace;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/**
 * Where an experiment keeps what.
 *
 * <pre>
 * experiment.json            what is played
 * points/*.parquet           one file for each round of each run
 * work/data/                 corpus, test set, encoder
 * work/start/SEED/           the first round, which all strategies of a seed share
 * work/STRATEGY/SEED/        a run
 * work/full/SEED/            a model of all the data
 * </pre>
 *
 * <p>Each folder below {@code work} with a number is a workspace of its own.
 *
 * @param home the experiment's own folder
 */
record ExperimentFolders(Workspace home) {

  private static final int DIGITS = 6;

  Workspace data() {
    return below("data");
  }

  Workspace start(long seed) {
    return below("start/" + seed);
  }

  Workspace run(String strategy, long seed) {
    return below(fileName(strategy) + "/" + seed);
  }

  Workspace full(long seed) {
    return below(Point.FULL + "/" + seed);
  }

  Path points() {
    return new Path(home.root(), "points");
  }

  /** A name for files, not the same for two strategies. */
  static String fileName(String strategy) {
    String plain = strategy.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    return plain.equals(strategy) ? plain : plain + "-" + Sha256.of(strategy).substring(0, DIGITS);
  }

  private Workspace below(String folder) {
    return home.below("work/" + folder);
  }
}
