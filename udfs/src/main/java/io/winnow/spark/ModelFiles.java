package io.winnow.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.SparkSession;

/**
 * A checkpoint folder as executors find it, each reading it at most once. What lies on a file
 * system of the cluster is read there; what lies on the driver's disk Spark ships.
 *
 * @param folder the folder's URI, with its scheme; or its name among Spark's files
 * @param sha256 of the weights
 */
public record ModelFiles(String folder, String sha256, Place place) implements Serializable {

  /** Where executors find a folder. */
  public enum Place {
    /** Under its URI. */
    FILE_SYSTEM,
    /** Among the files that Spark brings to each executor before its first task. */
    SPARK_FILES
  }

  /**
   * Brings the folder to executors.
   *
   * @param uri the checkpoint folder, on any Hadoop file system
   * @param sha256 of its weights
   * @throws IllegalArgumentException if it is a file
   * @throws UncheckedIOException if it is not there or can't be read
   */
  public static ModelFiles ship(SparkSession spark, String uri, String sha256) {
    SparkContext context = spark.sparkContext();
    try {
      Path folder = new Path(uri);
      FileSystem files = folder.getFileSystem(context.hadoopConfiguration());
      Path qualified = files.makeQualified(folder);
      if (!files.getFileStatus(qualified).isDirectory()) {
        throw new IllegalArgumentException(
            "Model folder %s is a file; name the folder it lies in".formatted(qualified));
      }
      boolean driversOwn = files.getUri().getScheme().equals("file") && !context.isLocal();
      return driversOwn
          ? new ModelFiles(
              ShippedFolder.ship(
                  context, java.nio.file.Path.of(qualified.toUri().getPath()), sha256),
              sha256,
              Place.SPARK_FILES)
          : new ModelFiles(qualified.toString(), sha256, Place.FILE_SYSTEM);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read model folder " + uri, e);
    }
  }

  /**
   * The folder on this machine's disk.
   *
   * @throws FileNotFoundException if it is not to be found from here
   */
  LocalFolder local(Configuration hadoop) throws IOException {
    return switch (place) {
      case FILE_SYSTEM -> LocalFolder.of(new Path(folder), hadoop);
      case SPARK_FILES -> LocalFolder.inPlace(java.nio.file.Path.of(SparkFiles.get(folder)));
    };
  }
}
