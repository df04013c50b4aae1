package io.winnow.contract;

import io.winnow.contract.parquet.PlainFiles;
import io.winnow.foreign.FolderWalk;
import io.winnow.foreign.ForeignFile;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Tells what the vendor has returned from what lies beside it. */
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

  /** A return of that many bytes has some hundred million answers. */
  private static final long LONGEST = 8L << 30;

  private InboxFiles() {}

  /** Looks at what lies in an inbox; never fails, opens nothing. */
  public static FolderWalk look(FileSystem fs, Path inbox) {
    FolderWalk found = FolderWalk.of(PlainFiles.plain(fs), inbox);
    for (ForeignFile file : found.files()) {
      if (file.found().length() > LONGEST) {
        found =
            found.without(
                file,
                "has %,d bytes; at most %,d are read, divide it"
                    .formatted(file.found().length(), LONGEST));
      }
    }
    return found;
  }

  /**
   * All files at any depth except manifests and documentation: a file that is not Parquet must be
   * reported, not skipped.
   *
   * @return in the order of their names
   */
  public static List<ForeignFile> returns(FolderWalk inbox) {
    return inbox.files().stream().filter(file -> isReturn(file.name())).toList();
  }

  private static boolean isReturn(String name) {
    return !COMPANIONS.contains(name.substring(name.lastIndexOf('/') + 1));
  }
}
