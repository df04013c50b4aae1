package io.winnow.spark;

import io.winnow.files.Sha256;
import io.winnow.model.BatchLayout;
import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A model as executors find it, and how they read texts with it.
 *
 * @param precision {@link Precision#AUTO}: each executor's own best, so mixed machines may differ
 * @param batchTokens sub-words in a batch, padding included
 * @param batchRows stretches of text in a batch at most
 * @param overlapTokens sub-words shared by neighbouring stretches of a text longer than the model
 *     can read
 * @param windowTexts texts that a task reads ahead to sort them by length
 */
public record TextModel(
    ModelFiles files,
    Precision precision,
    int batchTokens,
    int batchRows,
    int overlapTokens,
    int windowTexts)
    implements Serializable {

  BatchLayout layout() {
    return new BatchLayout(batchTokens, batchRows, overlapTokens);
  }

  /**
   * Names a checkpoint folder to executors; reads its weights once, for their hash.
   *
   * @param uri the folder, on any Hadoop file system
   * @throws IllegalArgumentException if it is no checkpoint folder
   * @throws UncheckedIOException if it can't be read
   */
  public static ModelFiles ship(SparkSession spark, String uri) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Path folder = new Path(uri);
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      List<String> missing =
          Checkpoint.FILES.stream().filter(name -> !isFile(files, new Path(folder, name))).toList();
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "%s is no model folder: it has no %s; Winnow needs %s, as save_pretrained writes them"
                .formatted(
                    files.makeQualified(folder),
                    String.join(", no ", missing),
                    String.join(", ", Checkpoint.FILES)));
      }
      return ModelFiles.ship(
          spark, uri, Sha256.of(files.open(new Path(folder, Checkpoint.WEIGHTS))));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read model folder " + uri, e);
    }
  }

  private static boolean isFile(FileSystem files, Path path) {
    try {
      return files.exists(path) && files.getFileStatus(path).isFile();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + path, e);
    }
  }
}
