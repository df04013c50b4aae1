package io.winnow.spark;

import io.winnow.files.Sha256;
import io.winnow.model.Checkpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkContext;

/**
 * Ships a checkpoint on the driver's disk as an archive, which Spark unpacks beside each executor.
 * {@code addFile} would not do: it takes no local folder on a cluster and tells folders apart by
 * their last name alone.
 */
final class ShippedFolder {

  private static final int NAME_DIGITS = 16;

  private ShippedFolder() {}

  /**
   * Ships a checkpoint once in a Spark application, however often it is asked for.
   *
   * @param sha256 of the weights
   * @return the folder's name among Spark's files
   */
  static synchronized String ship(SparkContext spark, Path checkpoint, String sha256)
      throws IOException {
    String name = "winnow-model-" + digest(checkpoint, sha256).substring(0, NAME_DIGITS);
    if (!spark.listArchives().mkString(" ").contains("#" + name)) {
      Path folder = Files.createTempDirectory("winnow-ship");
      Path archive = folder.resolve(name + ".zip");
      // Spark serves it to executors for as long as the driver lives.
      folder.toFile().deleteOnExit();
      archive.toFile().deleteOnExit();
      write(checkpoint, archive);
      spark.addArchive(archive.toUri() + "#" + name);
    }
    return name;
  }

  private static void write(Path checkpoint, Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      // Weights hardly shrink, and packing them would take longer than sending them.
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (String file : Checkpoint.FILES) {
        zip.putNextEntry(new ZipEntry(file));
        Files.copy(checkpoint.resolve(file), zip);
        zip.closeEntry();
      }
    }
  }

  private static String digest(Path checkpoint, String sha256) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update(sha256.getBytes(StandardCharsets.UTF_8));
    digest.update(Files.readAllBytes(checkpoint.resolve(Checkpoint.CONFIG)));
    digest.update(Files.readAllBytes(checkpoint.resolve(Checkpoint.TOKENIZER)));
    return Sha256.hex(digest.digest());
  }
}
