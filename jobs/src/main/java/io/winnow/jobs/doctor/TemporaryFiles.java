package io.winnow.jobs.doctor;

import io.winnow.files.RunFolder;
import java.util.List;

/** What killed runs have left in the folder for temporary files. */
final class TemporaryFiles {

  private static final double MEBIBYTE = 1 << 20;

  private TemporaryFiles() {}

  /** Clears it, as every start does. */
  static List<Finding> examine() {
    RunFolder.Cleared cleared = RunFolder.clear();
    String here = "in %s".formatted(RunFolder.base());
    return List.of(
        Finding.good(
            "Temporary",
            cleared.folders() == 0
                ? "nothing is left over from killed runs " + here
                : "removed what %d killed runs left %s, %.1f MiB"
                    .formatted(cleared.folders(), here, cleared.bytes() / MEBIBYTE)));
  }
}
