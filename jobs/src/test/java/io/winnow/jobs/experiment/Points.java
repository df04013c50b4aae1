package io.winnow.jobs.experiment;

import io.winnow.jobs.evaluate.HeldOutCounts;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Points as an experiment would have measured them, of a test set in which all are alike. */
public final class Points {

  static final int SENTENCES = 30;

  /** Of each round's model with the one before. */
  static final double KAPPA = 0.995;

  private Points() {}

  /**
   * A run's rounds, 1,000 words each; each sentence has 100 spans, F1 in hundredths; uncertainty
   * falls as 1 / round. A model of F1 0 learnt nothing.
   */
  static List<Point> run(String strategy, long seed, int... f1) {
    List<Point> points = new ArrayList<>();
    for (int round = 0; round < f1.length; round++) {
      points.add(point(strategy, seed, round, 1000L * (round + 1), f1[round]));
    }
    return points;
  }

  static Point point(String strategy, long seed, int round, long words, int f1) {
    double share = f1 / 100.0;
    return new Point(
        strategy,
        seed,
        round,
        words,
        share,
        10,
        0.05,
        f1 == 0 ? Point.Learning.NOTHING_LEARNT : Point.Learning.LEARNT,
        round == 0 ? OptionalDouble.empty() : OptionalDouble.of(KAPPA),
        OptionalDouble.of(0.5 / (round + 1)),
        Map.of("train", 60.0, "evaluate", 6.0),
        new HeldOutCounts(same(100), same(100), same(f1)));
  }

  /** Leaves a run's rounds, as {@link #run} has them, where {@code winnow simulate} would. */
  public static void write(SparkSession spark, Path folder, String strategy, long seed, int... f1) {
    Workspace home =
        Workspace.at(folder.toUri().toString(), spark.sparkContext().hadoopConfiguration());
    home.replaceText("experiment.json", "{}");
    PointTable table = new PointTable(new ExperimentFolders(home), () -> spark);
    for (Point point : run(strategy, seed, f1)) {
      table.write(row(point), RunId.at(Instant.EPOCH, point.round()));
    }
  }

  private static Row row(Point point) {
    HeldOutCounts heldOut = point.heldOut();
    return RowFactory.create(
        point.strategy(),
        point.seed(),
        point.round(),
        point.words(),
        point.words() / 10,
        point.words() / 20,
        point.f1(),
        point.f1(),
        point.f1(),
        Map.of("PER", point.f1()),
        1000L,
        100L,
        50L,
        point.meanLength(),
        point.entityDensity(),
        point.learning().name(),
        point.kappa().isPresent() ? point.kappa().getAsDouble() : null,
        point.uncertainty().getAsDouble(),
        point.seconds(),
        RowFactory.create(
            heldOut.gold().toArray(), heldOut.predicted().toArray(), heldOut.correct().toArray()));
  }

  private static List<Integer> same(int number) {
    return Collections.nCopies(SENTENCES, number);
  }
}
