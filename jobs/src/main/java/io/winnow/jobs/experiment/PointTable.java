package io.winnow.jobs.experiment;

import io.winnow.jobs.Tables;
import io.winnow.jobs.evaluate.HeldOutCounts;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The points of an experiment as Parquet, a file each: {@code STRATEGY-SEED-ROUND.parquet}. A file
 * is written elsewhere and then renamed, so that what is there is whole.
 */
record PointTable(ExperimentFolders folders, Supplier<SparkSession> spark) {

  private static final StructType HELD_OUT =
      new StructType()
          .add("gold", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("predicted", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("correct", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

  private static final StructType SCHEMA =
      new StructType()
          .add("strategy", DataTypes.StringType, false)
          .add("seed", DataTypes.LongType, false)
          .add("round", DataTypes.IntegerType, false)
          .add("words", DataTypes.LongType, false)
          .add("sentences", DataTypes.LongType, false)
          .add("entities", DataTypes.LongType, false)
          .add("f1", DataTypes.DoubleType, false)
          .add("precision", DataTypes.DoubleType, false)
          .add("recall", DataTypes.DoubleType, false)
          .add("f1_by_type", byName(), false)
          .add("picked_words", DataTypes.LongType, false)
          .add("picked_sentences", DataTypes.LongType, false)
          .add("picked_entities", DataTypes.LongType, false)
          .add("mean_length", DataTypes.DoubleType, false)
          .add("entity_density", DataTypes.DoubleType, false)
          .add("learning", DataTypes.StringType, false)
          .add("stop_kappa", DataTypes.DoubleType, true)
          .add("stop_uncertainty", DataTypes.DoubleType, true)
          .add("seconds", byName(), false)
          .add("held_out", HELD_OUT, false);

  private static org.apache.spark.sql.types.DataType byName() {
    return DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false);
  }

  boolean has(String strategy, long seed, int round) {
    try {
      return files().exists(file(strategy, seed, round));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + folders.points(), e);
    }
  }

  /** Adds a point; one that is there already stays. */
  void add(Point point, RunId run) {
    Path aside = new Path(folders.points(), "_" + run.folder());
    Tables.write(spark.get().createDataFrame(List.of(row(point)), SCHEMA).coalesce(1), aside);
    try {
      for (FileStatus file : files().listStatus(aside)) {
        if (file.getPath().getName().endsWith(".parquet")) {
          publish(file.getPath(), file(point.strategy(), point.seed(), point.round()));
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
    List<Point> points = new ArrayList<>();
    for (Row row :
        spark
            .get()
            .read()
            .schema(SCHEMA)
            .parquet(folders.points() + "/*.parquet")
            .orderBy("strategy", "seed", "round")
            .collectAsList()) {
      points.add(point(row));
    }
    return points;
  }

  private FileSystem files() {
    Workspace home = folders.home();
    return home.files();
  }

  private Path file(String strategy, long seed, int round) {
    return new Path(
        folders.points(),
        String.format(
            Locale.ROOT, "%s-%d-%04d.parquet", ExperimentFolders.fileName(strategy), seed, round));
  }

  private static Row row(Point point) {
    HeldOutCounts heldOut = point.heldOut();
    return RowFactory.create(
        point.strategy(),
        point.seed(),
        point.round(),
        point.words(),
        point.sentences(),
        point.entities(),
        point.f1(),
        point.precision(),
        point.recall(),
        new HashMap<>(point.f1ByType()),
        point.picked().words(),
        point.picked().sentences(),
        point.picked().entities(),
        point.picked().meanLength(),
        point.picked().entityDensity(),
        point.learning().name(),
        nullable(point.kappa()),
        nullable(point.uncertainty()),
        new HashMap<>(point.seconds()),
        RowFactory.create(
            heldOut.gold().toArray(), heldOut.predicted().toArray(), heldOut.correct().toArray()));
  }

  private static Point point(Row row) {
    Row heldOut = row.getAs("held_out");
    return new Point(
        row.getAs("strategy"),
        row.<Long>getAs("seed"),
        row.<Integer>getAs("round"),
        row.<Long>getAs("words"),
        row.<Long>getAs("sentences"),
        row.<Long>getAs("entities"),
        row.<Double>getAs("f1"),
        row.<Double>getAs("precision"),
        row.<Double>getAs("recall"),
        new TreeMap<>(map(row, "f1_by_type")),
        new Point.Picked(
            row.<Long>getAs("picked_words"),
            row.<Long>getAs("picked_sentences"),
            row.<Long>getAs("picked_entities")),
        Point.Learning.valueOf(row.getAs("learning")),
        optional(row.getAs("stop_kappa")),
        optional(row.getAs("stop_uncertainty")),
        map(row, "seconds"),
        new HeldOutCounts(heldOut.getList(0), heldOut.getList(1), heldOut.getList(2)));
  }

  private static Double nullable(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static Map<String, Double> map(Row row, String column) {
    return row.getJavaMap(row.fieldIndex(column));
  }
}
