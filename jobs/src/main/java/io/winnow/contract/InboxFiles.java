package io.winnow.contract;

import io.winnow.contract.parquet.PlainFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds what the vendor has returned. */
public final class InboxFiles {

  /** Files allowed next to the returns: copies of what we sent, or the vendor's own manifests. */
  private static final Set<String> COMPANIONS =
      Set.of(
          Contract.MANIFEST,
          Contract.MANIFEST_CHECKSUM,
          Contract.MANIFEST_SIGNATURE,
          Contract.MANIFEST_SCHEMA,
          Contract.README,
          Contract.PAGE);

  private InboxFiles() {}

  /**
   * All files at any depth except manifests and documentation: a file that is not Parquet must be
   * reported, not skipped. Files and folders whose name begins with {@code _} or {@code .} are
   * still being written, or are some tool's own, and are left out.
   *
   * @param inbox need not exist
   * @return sorted by name
   */
  public static List<InboxFile> list(FileSystem fs, Path inbox) throws IOException {
    return all(fs, inbox).stream()
        .filter(file -> !COMPANIONS.contains(file.path().getName()))
        .sorted(Comparator.comparing(InboxFile::name))
        .toList();
  }

  /** Manifests and documentation, too; in no order. */
  static List<InboxFile> all(FileSystem fs, Path inbox) throws IOException {
    List<InboxFile> files = new ArrayList<>();
    FileSystem plain = PlainFiles.plain(fs);
    if (plain.exists(inbox)) {
      collect(plain, inbox, "", files);
    }
    return files;
  }

  private static void collect(FileSystem fs, Path folder, String prefix, List<InboxFile> files)
      throws IOException {
    for (FileStatus status : fs.listStatus(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (status.isDirectory()) {
        collect(fs, status.getPath(), prefix + name + "/", files);
      } else {
        files.add(new InboxFile(prefix + name, status.getPath()));
      }
    }
  }

  /**
   * @param name its path below the inbox with {@code /} between folders; orders deliveries
   */
  public record InboxFile(String name, Path path) {}
}
