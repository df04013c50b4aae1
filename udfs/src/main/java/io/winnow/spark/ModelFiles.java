package io.winnow.spark;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.SparkSession;

/**
 * A checkpoint folder as Spark ships it to executors.
 *
 * @param folder the folder's own name among Spark's files
 * @param sha256 of the weights; names the model among those that an executor holds
 */
public record ModelFiles(String folder, String sha256) implements Serializable {

  /**
   * Hands the folder to Spark. Each executor fetches it once, when a task first asks for it.
   *
   * @param uri the checkpoint folder, on any Hadoop file system
   * @param sha256 of its weights
   */
  public static ModelFiles ship(SparkSession spark, String uri, String sha256) {
    spark.sparkContext().addFile(uri, true);
    return new ModelFiles(uri.substring(uri.lastIndexOf('/') + 1), sha256);
  }

  /** The folder on this executor. */
  Path local() {
    Path path = Path.of(SparkFiles.get(folder));
    if (!Files.isDirectory(path)) {
      throw new IllegalStateException(
          "Spark did not ship the model folder '%s' to this executor (looked in %s)"
              .formatted(folder, path));
    }
    return path;
  }
}
