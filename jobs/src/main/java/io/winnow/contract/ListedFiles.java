package io.winnow.contract;

import io.winnow.contract.ReturnManifest.ReturnFile;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds the files that a vendor's manifest names and checks what it says of them.
 *
 * @param folder the manifest's own; no name leads out of it
 * @param manifest as messages call it
 */
record ListedFiles(FileSystem fs, Path folder, String manifest) {

  private static final String LOCAL = "file";

  /**
   * @throws ContractBreachException if the name leads elsewhere, or the file is missing, or has
   *     another SHA-256 or number of rows
   */
  void requireAsSaid(ReturnFile file) throws IOException {
    Optional<String> objection = ReturnName.objection(file.name());
    if (objection.isPresent()) {
      throw breach("it names the file '%s', which %s", shown(file.name()), objection.get());
    }
    if (file.sha256() == null) {
      throw breach("it gives no sha256 of %s", file.name());
    }
    Path path = new Path(folder, file.name());
    requireThere(file, path);
    String found = PlainFiles.sha256(fs, path);
    if (!found.equals(file.sha256().strip().toLowerCase(Locale.ROOT))) {
      throw breach(
          "it says that %s has SHA-256 %s, the file there has %s",
          file.name(), file.sha256(), found);
    }
    if (file.rows() != null) {
      long rows = rows(file, path);
      if (rows != file.rows()) {
        throw breach(
            "it says that %s has %d rows, the file there has %d", file.name(), file.rows(), rows);
      }
    }
  }

  private void requireThere(ReturnFile file, Path path) throws IOException {
    FileStatus status;
    try {
      requireInside(file, path);
      status = fs.getFileStatus(path);
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      throw breach("it names %s, which is missing from %s", file.name(), folder);
    }
    if (!status.isFile()) {
      throw breach("it names %s, which is no file", file.name());
    }
  }

  /** Of all file systems only a local disk has links that could lead out of the folder. */
  private void requireInside(ReturnFile file, Path path) throws IOException {
    if (!LOCAL.equals(fs.getUri().getScheme())) {
      return;
    }
    java.nio.file.Path root = new File(folder.toUri().getPath()).toPath().toRealPath();
    java.nio.file.Path real = new File(path.toUri().getPath()).toPath().toRealPath();
    if (!real.startsWith(root)) {
      throw breach("it names %s, which is a link to a place outside %s", file.name(), folder);
    }
  }

  private long rows(ReturnFile file, Path path) throws IOException {
    try (ParquetIn parquet = ParquetIn.open(fs, path)) {
      return parquet.rows();
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(),
          "its manifest counts rows, but it is no Parquet file, or not a whole one (%s)"
              .formatted(e.getMessage()),
          e);
    }
  }

  private ContractBreachException breach(String what, Object... values) {
    return ContractBreachException.manifest(manifest, what.formatted(values), null);
  }

  /** A name as far as a terminal can bear it. */
  private static String shown(String name) {
    return String.valueOf(name).replaceAll("\\p{Cntrl}", "?");
  }
}
