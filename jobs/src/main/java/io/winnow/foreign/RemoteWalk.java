package io.winnow.foreign;

import io.winnow.foreign.FolderWalk.Walking;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Walks a folder on a file system that Hadoop reaches. */
record RemoteWalk(Walking walking, FileSystem fs) {

  void walk(Path folder) {
    try {
      list(fs.listStatusIterator(folder), "", 0);
    } catch (FileNotFoundException e) {
      // Nothing was delivered yet.
    } catch (IOException e) {
      walking.passOver("", e);
    }
  }

  void walkEntry(Path entry) {
    try {
      look(fs.getFileStatus(entry), FileName.shown(entry.getName()), 0);
    } catch (IOException e) {
      walking.passOver("", e);
    }
  }

  private void list(Path folder, String prefix, int depth) {
    if (walking.enters(prefix, depth)) {
      try {
        list(fs.listStatusIterator(folder), prefix, depth);
      } catch (IOException e) {
        walking.passOver(prefix, e);
      }
    }
  }

  private void list(RemoteIterator<FileStatus> entries, String prefix, int depth)
      throws IOException {
    int from = walking.found();
    boolean isUnfinished = false;
    while (entries.hasNext()) {
      FileStatus it = entries.next();
      String raw = it.getPath().getName();
      if (!walking.goesOn()) {
        return;
      }
      isUnfinished |= raw.equals(FolderWalk.UNFINISHED);
      if (!Walking.isHidden(raw)) {
        look(it, (prefix.isEmpty() ? "" : prefix + "/") + FileName.shown(raw), depth);
      }
    }
    if (isUnfinished) {
      walking.unfinished(prefix, from);
    }
  }

  private void look(FileStatus it, String name, int depth) {
    if (it.isSymlink()) {
      walking.passOver(name, "is a link");
    } else if (it.isDirectory()) {
      list(it.getPath(), name, depth + 1);
    } else {
      walking.file(new RemoteFile(name, fs, it.getPath(), RemoteFile.stamp(it)));
    }
  }
}
