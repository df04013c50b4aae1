package io.winnow.spark;

import io.winnow.files.TemporaryFolder;
import io.winnow.model.Checkpoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A checkpoint on this machine's disk: the very folder where its file system is the local one, else
 * a copy that lasts until this is closed.
 */
public record LocalFolder(Path path, Runnable cleanUp) implements AutoCloseable {

  public static LocalFolder of(org.apache.hadoop.fs.Path folder, Configuration hadoop)
      throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    if (files.getUri().getScheme().equals("file")) {
      return inPlace(Path.of(folder.toUri().getPath()));
    }
    TemporaryFolder copy = TemporaryFolder.create("winnow-model");
    try {
      for (String name : Checkpoint.FILES) {
        copy(files, new org.apache.hadoop.fs.Path(folder, name), copy);
      }
      for (String name : Checkpoint.BESIDE) {
        var file = new org.apache.hadoop.fs.Path(folder, name);
        if (files.exists(file)) {
          copy(files, file, copy);
        }
      }
      return new LocalFolder(copy.path(), copy::close);
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  private static void copy(FileSystem files, org.apache.hadoop.fs.Path file, TemporaryFolder copy)
      throws IOException {
    try (var in = files.open(file)) {
      Files.copy(in, copy.path().resolve(file.getName()));
    }
  }

  static LocalFolder inPlace(Path path) throws FileNotFoundException {
    if (!Files.isDirectory(path)) {
      throw new FileNotFoundException(
          "%s is not on this machine; put the workspace on a file system that all executors see"
              .formatted(path));
    }
    return new LocalFolder(path, () -> {});
  }

  @Override
  public void close() {
    cleanUp.run();
  }
}
