package io.winnow.workspace;

import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Small files that exist completely or not at all. How depends on the guarantees of the file
 * system; the three ways are the three classes that do this.
 */
interface AtomicFiles {

  /** File systems without atomic rename, where a file appears when its writer closes it. */
  Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs", "oss", "cosn", "obs");

  /** Start of the names of files that are not finished; nothing ever reads them. */
  String UNFINISHED = "_tmp-";

  /**
   * The name beside a file under which it is written. It does not end as the file's own does:
   * others may read every {@code *.prom} of the folder.
   */
  static String unfinished(String name) {
    return UNFINISHED + UUID.randomUUID() + "-" + name + ".tmp";
  }

  static AtomicFiles on(FileSystem files) {
    String scheme = files.getUri().getScheme();
    if (scheme.equals("file")) {
      return new LocalAtomicFiles();
    }
    return OBJECT_STORES.contains(scheme) ? new ObjectStoreFiles(files) : new RenamedFiles(files);
  }

  /**
   * Creates the file with this content, and its folder where it is missing.
   *
   * @return false if the file was there already, or another process created it meanwhile; it is
   *     then untouched
   */
  boolean create(Path file, byte[] content);

  /** Gives the file this content, whether or not it is there; a reader sees the old or the new. */
  void replace(Path file, byte[] content);
}
