package io.winnow.jobs.export;

import io.winnow.contract.parquet.PlainFiles;
import io.winnow.foreign.FolderWalk;
import io.winnow.jobs.ingest.InputException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder that is filled once. Files are written in a folder within it, whose name readers of data
 * sets pass over, and move to their places when all of them are whole.
 *
 * @param fs without checksum files, which would be a part of the data set
 */
record NewFolder(FileSystem fs, Path folder) {

  /**
   * @throws InputException if it is there and not empty; what an earlier try left counts as nothing
   */
  static NewFolder at(Path folder, Configuration hadoop) throws IOException {
    FileSystem fs = PlainFiles.plain(folder.getFileSystem(hadoop));
    if (fs.exists(folder)) {
      if (fs.getFileStatus(folder).isFile()) {
        throw new InputException(
            "Cannot export to %s: it is a file; name a folder".formatted(folder));
      }
      for (FileStatus inside : fs.listStatus(folder)) {
        if (!inside.getPath().getName().equals(FolderWalk.UNFINISHED)) {
          throw new InputException(
              "Cannot export to %s: it is not empty (%s); name a folder of its own"
                  .formatted(folder, inside.getPath().getName()));
        }
      }
    }
    NewFolder made = new NewFolder(fs, folder);
    fs.delete(made.unfinished(""), true);
    return made;
  }

  /**
   * Where a file is written.
   *
   * @param name its place in the folder; empty: the place for all of them
   */
  Path unfinished(String name) {
    Path all = new Path(folder, FolderWalk.UNFINISHED);
    return name.isEmpty() ? all : new Path(all, name);
  }

  /**
   * Moves files to their places, in their order.
   *
   * @param names the last of them says that the folder is whole
   */
  void finish(List<String> names) throws IOException {
    for (String name : names) {
      Path place = new Path(folder, name);
      fs.mkdirs(place.getParent());
      if (fs.exists(place) || !fs.rename(unfinished(name), place)) {
        throw new IOException(
            "Cannot move %s to %s: somebody else writes there".formatted(unfinished(name), place));
      }
    }
    fs.delete(unfinished(""), true);
  }
}
