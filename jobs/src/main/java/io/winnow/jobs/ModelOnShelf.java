package io.winnow.jobs;

import io.winnow.model.Checkpoint;
import io.winnow.spark.ModelFiles;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import io.winnow.workspace.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A published model.
 *
 * @param id such as {@code models/0003}
 * @param sha256 of its weights
 */
public record ModelOnShelf(String id, Path folder, String sha256, Pointer pointer) {

  /** The output of a model's run that holds the checkpoint. */
  public static final String OUTPUT = "checkpoint";

  /**
   * @throws StepMissingException if no model is published there
   */
  public static ModelOnShelf of(Published published, Shelf shelf, String wayOut) {
    Workspace workspace = published.workspace();
    String id = workspace.relative(shelf.folder());
    Pointer pointer = published.require(shelf, "model on " + id, wayOut);
    String folder = pointer.output(OUTPUT);
    String lineage = folder + "/" + Checkpoint.LINEAGE;
    String sha256 =
        workspace
            .readText(lineage)
            .map(text -> Json.tree(text).path(Checkpoint.WEIGHTS_SHA256).asText())
            .orElseThrow(
                () ->
                    new WorkspaceException(
                        "Cannot read %s: it is not there".formatted(workspace.resolve(lineage))));
    return new ModelOnShelf(id, workspace.resolve(folder), sha256, pointer);
  }

  /**
   * @throws StepMissingException if the round has trained none yet
   */
  public static ModelOnShelf ofRound(Published published, int round) {
    return of(
        published,
        published.workspace().model(round),
        "run 'winnow train --round %d'".formatted(round));
  }

  /**
   * @throws StepMissingException if none is imported
   */
  public static ModelOnShelf encoder(Published published) {
    return of(published, published.workspace().baseModel(), "run 'winnow model import'");
  }

  /** How many numbers its weights have, by their file's header. */
  public long parameters(SparkSession spark) {
    Path file = new Path(folder, Checkpoint.WEIGHTS);
    try {
      FileSystem files = file.getFileSystem(spark.sparkContext().hadoopConfiguration());
      try (InputStream in = files.open(file)) {
        return Checkpoint.parameters(file.toString(), in, files.getFileStatus(file).getLen());
      }
    } catch (IOException e) {
      throw new WorkspaceException("Cannot read " + file, e);
    }
  }

  /** Hands the checkpoint to Spark's executors. */
  public ModelFiles ship(SparkSession spark) {
    return ModelFiles.ship(spark, folder.toString(), sha256);
  }
}
