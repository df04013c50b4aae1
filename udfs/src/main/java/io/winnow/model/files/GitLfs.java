package io.winnow.model.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The text files of about 130 bytes that Git leaves where a large file belongs when its LFS
 * extension is not installed (github.com/git-lfs/git-lfs, docs/spec.md).
 */
public final class GitLfs {

  private static final byte[] BEGIN = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);

  private GitLfs() {}

  /**
   * Refuses such a file.
   *
   * @throws InvalidModelException that says how to get the file itself
   */
  public static void refusePointer(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      refusePointer(file.toString(), in.readNBytes(BEGIN.length));
    }
  }

  /** As {@link #refusePointer(Path)}, by the file's first bytes; 8 are enough. */
  static void refusePointer(String file, byte[] first) {
    int count = Math.min(first.length, BEGIN.length);
    if (count >= Long.BYTES && Arrays.equals(first, 0, count, BEGIN, 0, count)) {
      throw new InvalidModelException(
          ("%s is a Git LFS pointer, not the file itself; run 'git lfs pull' in its folder, or"
                  + " download the file again")
              .formatted(file));
    }
  }
}
