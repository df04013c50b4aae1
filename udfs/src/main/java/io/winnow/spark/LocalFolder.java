package io.winnow.spark;

import io.winnow.model.Checkpoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A checkpoint on this machine's disk: the very folder where its file system is the local one, else
 * a copy that lasts until this is closed.
 *
 * @param temporary what closing deletes, in this order
 */
public record LocalFolder(Path path, Deque<Path> temporary) implements AutoCloseable {

  public static LocalFolder of(org.apache.hadoop.fs.Path folder, Configuration hadoop)
      throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    if (files.getUri().getScheme().equals("file")) {
      return inPlace(Path.of(folder.toUri().getPath()));
    }
    LocalFolder copy =
        new LocalFolder(Files.createTempDirectory("winnow-model"), new ArrayDeque<>());
    copy.temporary.push(copy.path);
    try {
      for (String name : Checkpoint.FILES) {
        copy.take(files, new org.apache.hadoop.fs.Path(folder, name));
      }
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  static LocalFolder inPlace(Path path) throws FileNotFoundException {
    if (!Files.isDirectory(path)) {
      throw new FileNotFoundException(
          "%s is not on this machine; put the workspace on a file system that all executors see"
              .formatted(path));
    }
    return new LocalFolder(path, new ArrayDeque<>());
  }

  private void take(FileSystem files, org.apache.hadoop.fs.Path source) throws IOException {
    Path target = path.resolve(source.getName());
    temporary.push(target);
    try (var in = files.open(source)) {
      Files.copy(in, target);
    }
  }

  @Override
  public void close() throws IOException {
    while (!temporary.isEmpty()) {
      Files.deleteIfExists(temporary.pop());
    }
  }
}
