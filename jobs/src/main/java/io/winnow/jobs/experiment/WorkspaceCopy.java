package io.winnow.jobs.experiment;

import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Copies a workspace without writers; a workspace holds no paths that lead out of it. */
final class WorkspaceCopy {

  private static final String DONE = "copied-from.txt";

  private WorkspaceCopy() {}

  /** Makes the copy, unless it exists; an incomplete copy is made again. */
  static void make(Workspace from, Workspace to) {
    if (to.readText(DONE).isPresent()) {
      return;
    }
    to.remove(to.root());
    FileSystem files = plain(to.files());
    try {
      for (String folder :
          new String[] {"corpus", "holdout", "labels", "models", "rounds", "runs", "stop"}) {
        Path source = new Path(from.root(), folder);
        if (files.exists(source)) {
          FileUtil.copy(files, source, files, new Path(to.root(), folder), false, files.getConf());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy %s to %s".formatted(from, to), e);
    }
    to.writeText(new Path(to.root(), DONE), from + "\n");
  }

  /** Checksum files are copied as they are. */
  private static FileSystem plain(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }
}
