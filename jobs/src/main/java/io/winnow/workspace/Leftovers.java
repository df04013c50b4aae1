package io.winnow.workspace;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What a run has made anew in the place of a workspace that was deleted under it: a task of Spark's
 * makes the folders that it needs. Nothing else is touched: somebody may have put back a copy.
 *
 * @param folders names of runs' folders
 */
record Leftovers(Workspace workspace, Set<String> folders) {

  /** Tasks that are being stopped may still write for a moment. */
  private static final int TIMES = 4;

  private static final int PAUSE_MILLIS = 150;

  static Leftovers of(Workspace workspace, Collection<RunId> runs) {
    Set<String> names = new HashSet<>();
    runs.forEach(run -> names.add(run.folder()));
    return new Leftovers(workspace, names);
  }

  void remove() {
    for (int time = 0; time < TIMES; time++) {
      if (workspace.exists(workspace.root())) {
        clear(workspace.root());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Removes what is below a folder, and the folder if something was and nothing else is there. */
  private boolean clear(Path folder) {
    boolean isCleared = false;
    for (FileStatus below : workspace.list(folder)) {
      Path path = below.getPath();
      if (folders.contains(path.getName())) {
        workspace.remove(path);
        isCleared = true;
      } else if (below.isDirectory()) {
        isCleared |= clear(path);
      }
    }
    if (isCleared) {
      workspace.removeIfEmpty(folder);
    }
    return isCleared;
  }
}
