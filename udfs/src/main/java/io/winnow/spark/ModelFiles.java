package io.winnow.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A checkpoint folder as executors find it. They read it where it lies, each at most once: Spark's
 * own way, {@code addFile}, takes no local folder on a cluster, tells folders apart by their last
 * name alone and sends every executor all that was ever added.
 *
 * @param folder the folder's URI, with its scheme
 * @param sha256 of the weights
 */
public record ModelFiles(String folder, String sha256) implements Serializable {

  /**
   * Names the folder to executors.
   *
   * @param uri the checkpoint folder, on any Hadoop file system that all executors see
   * @param sha256 of its weights
   * @throws IllegalArgumentException if it is a file
   * @throws UncheckedIOException if it is not there or can't be looked at
   */
  public static ModelFiles ship(SparkSession spark, String uri, String sha256) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Path folder = new Path(uri);
    try {
      Path qualified = folder.getFileSystem(hadoop).makeQualified(folder);
      if (!qualified.getFileSystem(hadoop).getFileStatus(qualified).isDirectory()) {
        throw new IllegalArgumentException(
            "Model folder %s is a file; name the folder it lies in".formatted(qualified));
      }
      return new ModelFiles(qualified.toString(), sha256);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read model folder " + uri, e);
    }
  }

  /** The folder on this machine's disk. */
  LocalFolder local(Configuration hadoop) throws IOException {
    return LocalFolder.of(new Path(folder), hadoop);
  }
}
