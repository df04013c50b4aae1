package io.winnow.workspace;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads small files and folders; input/output errors come out unchecked, with the path. */
final class WorkspaceFiles {

  private WorkspaceFiles() {}

  /** The whole file; empty if there is none. */
  static Optional<byte[]> read(FileSystem files, Path file) {
    try {
      return Optional.of(bytes(files, file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  static byte[] bytes(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  /** What lies in the folder, by name; nothing if there is no such folder. */
  static List<FileStatus> list(FileSystem files, Path folder) {
    try {
      FileStatus[] found = files.listStatus(folder);
      Arrays.sort(found);
      return List.of(found);
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  static boolean exists(FileSystem files, Path path) {
    try {
      return files.exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + path, e);
    }
  }

  /** One that holds something stays. */
  static void removeIfEmpty(FileSystem files, Path folder) {
    try {
      if (files.getUri().getScheme().equals("file")) {
        // Hadoop would check that it is empty and then also delete files that arrived meanwhile.
        Files.deleteIfExists(java.nio.file.Path.of(folder.toUri().getPath()));
      } else {
        files.delete(folder, false);
      }
    } catch (IOException e) {
      if (exists(files, folder) && list(files, folder).isEmpty()) {
        throw new UncheckedIOException("Cannot remove " + folder, e);
      }
    }
  }
}
