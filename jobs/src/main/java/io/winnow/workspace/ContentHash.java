package io.winnow.workspace;

import io.winnow.files.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** SHA-256 of files and folders, as 64 hexadecimal digits. */
public final class ContentHash {

  private ContentHash() {}

  /**
   * Of a file's bytes; of a folder, of the sorted hashes of all files below it but hidden ones:
   * their names, which Spark picks at random, don't matter.
   */
  public static String of(FileSystem files, Path path) {
    try {
      FileStatus status = files.getFileStatus(path);
      if (status.isFile()) {
        return Sha256.of(files.open(path));
      }
      return ofAll(below(files, path));
    } catch (FileNotFoundException e) {
      throw new WorkspaceException("Cannot hash %s: it is not there".formatted(path), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot hash " + path, e);
    }
  }

  /** Of one file, what {@code sha256sum} says; of more, as of a folder. */
  public static String ofFiles(List<String> hashes) {
    return hashes.size() == 1 ? hashes.get(0) : ofAll(hashes);
  }

  private static String ofAll(List<String> hashes) {
    return Sha256.of(hashes.stream().sorted().collect(Collectors.joining("\n")));
  }

  private static List<String> below(FileSystem files, Path folder) throws IOException {
    List<String> hashes = new ArrayList<>();
    for (FileStatus entry : files.listStatus(folder, path -> !path.getName().matches("[_.].*"))) {
      if (entry.isDirectory()) {
        hashes.addAll(below(files, entry.getPath()));
      } else {
        hashes.add(Sha256.of(files.open(entry.getPath())));
      }
    }
    return hashes;
  }
}
