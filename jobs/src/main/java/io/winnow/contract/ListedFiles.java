package io.winnow.contract;

import io.winnow.contract.ReturnManifestValidator.ReturnManifest.ReturnFile;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.contract.parquet.PlainFiles;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
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
    Optional<String> objection = objection(file.name());
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

  /** A name that is safe to print on a terminal. */
  private static String shown(String name) {
    return String.valueOf(name).replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * What is wrong with a name: it must never lead out of the inbox. Empty if it leads to a place
   * below its folder on every file system. Names are taken literally: {@code %2e} is no dot.
   */
  static Optional<String> objection(String name) {
    if (name == null || name.isEmpty()) {
      return Optional.of("is empty");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("holds a control character");
    }
    if (name.contains("\\")) {
      return Optional.of("holds a backslash");
    }
    if (name.contains(":")) {
      return Optional.of("is a URI or names a drive");
    }
    if (name.startsWith("/")) {
      return Optional.of("is an absolute path");
    }
    return List.of(name.split("/", -1)).stream()
        .map(ListedFiles::partObjection)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> partObjection(String part) {
    if (part.isBlank()) {
      return Optional.of("has an empty part");
    }
    if (part.strip().equals(".") || part.strip().equals("..")) {
      return Optional.of("leads out of its folder");
    }
    if (part.startsWith("_") || part.startsWith(".")) {
      return Optional.of("has a part that begins with '_' or '.', which is never read");
    }
    return Optional.empty();
  }
}
