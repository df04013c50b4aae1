package io.winnow.spark;

import io.winnow.files.RunFolder;
import io.winnow.files.Sha256;
import io.winnow.model.Checkpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
 */
public record ModelFiles(String folder, String sha256, Place place) implements Serializable {

  private static final int NAME_DIGITS = 16;

  public enum Place {
    FILE_SYSTEM,
    /** Among the files that Spark brings to each executor before its first task. */
    SPARK_FILES
  }

  /**
   * Brings a folder to executors; reads its weights once, for their hash.
   *
   * @param uri the folder, on any Hadoop file system
   * @throws IllegalArgumentException if it is no checkpoint folder
   */
  public static ModelFiles ship(SparkSession spark, String uri) {
    Path folder = new Path(uri);
    try {
      FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      List<String> missing = new ArrayList<>();
      for (String name : Checkpoint.FILES) {
        Path file = new Path(folder, name);
        if (!isFile(files, file)) {
          missing.add(name);
        }
      }
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            Checkpoint.incomplete(files.makeQualified(folder), missing));
      }
      return ship(spark, uri, Sha256.of(files.open(new Path(folder, Checkpoint.WEIGHTS))));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read model folder " + uri, e);
    }
  }

  /** Hadoop takes a FIFO or a device for a file, and would wait for it or read it without end. */
  private static boolean isFile(FileSystem files, Path file) throws IOException {
    return files.getUri().getScheme().equals("file")
        ? Files.isRegularFile(java.nio.file.Path.of(files.makeQualified(file).toUri().getPath()))
        : files.exists(file) && files.getFileStatus(file).isFile();
  }

  /** The same for a folder of which the hash of the weights is known. */
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
      if (!files.getUri().getScheme().equals("file") || context.isLocal()) {
        return new ModelFiles(qualified.toString(), sha256, Place.FILE_SYSTEM);
      }
      java.nio.file.Path ours = java.nio.file.Path.of(qualified.toUri().getPath());
      return new ModelFiles(archive(context, ours, sha256), sha256, Place.SPARK_FILES);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read model folder " + uri, e);
    }
  }

  /**
   * Ships a checkpoint as an archive, which Spark unpacks beside each executor: once in an
   * application, however often it is asked for. {@code addFile} would not do: it takes no local
   * folder on a cluster and tells folders apart by their last name alone.
   *
   * @return the folder's name among Spark's files
   */
  private static synchronized String archive(
      SparkContext spark, java.nio.file.Path checkpoint, String sha256) throws IOException {
    List<String> files = new ArrayList<>(Checkpoint.FILES);
    Checkpoint.BESIDE.stream()
        .filter(file -> Files.isRegularFile(checkpoint.resolve(file)))
        .forEach(files::add);
    StringBuilder hashes = new StringBuilder(sha256);
    for (String file : files) {
      if (!file.equals(Checkpoint.WEIGHTS)) {
        hashes.append(file).append(Sha256.of(Files.readAllBytes(checkpoint.resolve(file))));
      }
    }
    String name = "winnow-model-" + Sha256.of(hashes.toString()).substring(0, NAME_DIGITS);
    if (!spark.listArchives().mkString(" ").contains("#" + name)) {
      // Spark serves it to executors for as long as the driver lives.
      java.nio.file.Path archive = RunFolder.current().folder("winnow-ship").resolve(name + ".zip");
      try (OutputStream out = Files.newOutputStream(archive);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        // Weights hardly shrink, and packing them would take longer than sending them.
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (String file : files) {
          zip.putNextEntry(new ZipEntry(file));
          Files.copy(checkpoint.resolve(file), zip);
          zip.closeEntry();
        }
      }
      spark.addArchive(archive.toUri() + "#" + name);
    }
    return name;
  }

  LocalFolder local(Configuration hadoop) throws IOException {
    return switch (place) {
      case FILE_SYSTEM -> LocalFolder.of(new Path(folder), hadoop);
      case SPARK_FILES -> LocalFolder.inPlace(java.nio.file.Path.of(SparkFiles.get(folder)));
    };
  }
}
