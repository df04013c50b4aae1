package io.winnow.spark.sql;

import io.winnow.model.Checkpoint;
import io.winnow.spark.ModelFiles;
import io.winnow.spark.TextModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The models that queries have named so far. A query is looked at more than once before it runs,
 * and a model's weights are worth reading only once for their hash: again if the file has changed.
 */
final class ShippedModels {

  private record Stamp(String url, long length, long changed) {}

  private final Map<Stamp, ModelFiles> shipped = new HashMap<>();

  synchronized ModelFiles get(SparkSession spark, String url) {
    Path weights = new Path(url, Checkpoint.WEIGHTS);
    try {
      FileStatus status =
          weights.getFileSystem(spark.sparkContext().hadoopConfiguration()).getFileStatus(weights);
      Stamp stamp = new Stamp(url, status.getLen(), status.getModificationTime());
      return shipped.computeIfAbsent(stamp, key -> TextModel.ship(spark, url));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read model folder " + url, e);
    }
  }
}
