package io.winnow.jobs.experiment;

import io.winnow.jobs.Published;
import io.winnow.jobs.Tables;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.evaluate.HeldOutCounts;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The points of an experiment as Parquet, a file each: {@code STRATEGY-SEED-ROUND.parquet}. A file
 * is written elsewhere and then renamed, so that what is there is whole.
 */
record PointTable(ExperimentFolders folders, Supplier<SparkSession> spark) {

  boolean has(String strategy, long seed, int round) {
    try {
      return files().exists(file(strategy, seed, round));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + folders.points(), e);
    }
  }

  /**
   * Adds a point; one that is there already stays.
   *
   * @param published with its round
   */
  void add(Point point, Published published, RunId run) {
    Evaluation evaluation = Evaluation.of(published, point.round()).orElseThrow();
    Pointer labels = published.history(published.workspace().labels()).get(point.round());
    Map<String, Double> byType = new HashMap<>();
    evaluation.byType().forEach((type, measures) -> byType.put(type, measures.f1()));
    HeldOutCounts heldOut = point.heldOut();
    write(
        RowFactory.create(
            point.strategy(),
            point.seed(),
            point.round(),
            point.words(),
            labels.count("labels"),
            labels.count("entities"),
            point.f1(),
            evaluation.conlleval().precision(),
            evaluation.conlleval().recall(),
            byType,
            labels.count(GoldLabelsJob.PICKED + "words"),
            labels.count(GoldLabelsJob.PICKED + "labels"),
            labels.count(GoldLabelsJob.PICKED + "entities"),
            point.meanLength(),
            point.entityDensity(),
            point.learning().name(),
            nullable(point.kappa()),
            nullable(point.uncertainty()),
            new HashMap<>(point.seconds()),
            RowFactory.create(
                heldOut.gold().toArray(),
                heldOut.predicted().toArray(),
                heldOut.correct().toArray())),
        run);
  }

  /**
   * @param row of {@link Schemas#POINTS}
   */
  void write(Row row, RunId run) {
    Path aside = new Path(folders.points(), "_" + run.folder());
    Tables.write(spark.get().createDataFrame(List.of(row), Schemas.POINTS).coalesce(1), aside);
    try {
      for (FileStatus file : files().listStatus(aside)) {
        if (file.getPath().getName().endsWith(".parquet")) {
          publish(file.getPath(), file(row.getString(0), row.getLong(1), row.getInt(2)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + folders.points(), e);
    }
    folders.home().remove(aside);
  }

  private void publish(Path written, Path target) throws IOException {
    if (!files().rename(written, target) && !files().exists(target)) {
      throw new IOException("%s could not be renamed to %s".formatted(written, target));
    }
  }

  /** All points, by strategy, seed and round. */
  List<Point> read() {
    return spark
        .get()
        .read()
        .schema(Schemas.POINTS)
        .parquet(folders.points() + "/*.parquet")
        .orderBy("strategy", "seed", "round")
        .collectAsList()
        .stream()
        .map(PointTable::point)
        .toList();
  }

  private FileSystem files() {
    return folders.home().files();
  }

  private Path file(String strategy, long seed, int round) {
    return new Path(
        folders.points(),
        String.format(
            Locale.ROOT, "%s-%d-%04d.parquet", ExperimentFolders.fileName(strategy), seed, round));
  }

  private static Point point(Row row) {
    Row heldOut = row.getAs("held_out");
    return new Point(
        row.getAs("strategy"),
        row.<Long>getAs("seed"),
        row.<Integer>getAs("round"),
        row.<Long>getAs("words"),
        row.<Double>getAs("f1"),
        row.<Double>getAs("mean_length"),
        row.<Double>getAs("entity_density"),
        Point.Learning.valueOf(row.getAs("learning")),
        optional(row.getAs("stop_kappa")),
        optional(row.getAs("stop_uncertainty")),
        row.getJavaMap(row.fieldIndex("seconds")),
        new HeldOutCounts(heldOut.getList(0), heldOut.getList(1), heldOut.getList(2)));
  }

  private static Double nullable(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
