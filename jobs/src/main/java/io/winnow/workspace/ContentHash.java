package io.winnow.workspace;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** SHA-256 of texts, files and folders, as 64 hexadecimal digits. */
public final class ContentHash {

  private static final int BUFFER = 1 << 16;

  private ContentHash() {}

  /** Of a text in UTF-8. */
  public static String of(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Of a file's bytes. Of a folder: over the sorted hashes of the files in and below it, leaving
   * out those whose names start with an underscore or a dot; so names don't matter, which Spark
   * picks at random.
   */
  public static String of(FileSystem files, Path path) {
    try {
      FileStatus status = files.getFileStatus(path);
      if (status.isFile()) {
        return ofFile(files, path);
      }
      List<String> hashes = new ArrayList<>();
      collect(files, path, hashes);
      return ofAll(hashes);
    } catch (FileNotFoundException e) {
      throw new WorkspaceException("Cannot hash %s: it is not there".formatted(path), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot hash " + path, e);
    }
  }

  /**
   * Of files with these hashes: of one, what {@code sha256sum} says of it; of more, as of a folder.
   */
  public static String ofFiles(List<String> hashes) {
    return hashes.size() == 1 ? hashes.get(0) : ofAll(hashes);
  }

  private static String ofAll(List<String> hashes) {
    return of(hashes.stream().sorted().collect(Collectors.joining("\n")));
  }

  private static void collect(FileSystem files, Path folder, List<String> hashes)
      throws IOException {
    for (FileStatus entry : files.listStatus(folder)) {
      String name = entry.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (entry.isDirectory()) {
        collect(files, entry.getPath(), hashes);
      } else {
        hashes.add(ofFile(files, entry.getPath()));
      }
    }
  }

  private static String ofFile(FileSystem files, Path file) throws IOException {
    MessageDigest sha = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = files.open(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
    }
    return hex(sha.digest());
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
