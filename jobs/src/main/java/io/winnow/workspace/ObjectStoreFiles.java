package io.winnow.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * Object stores: an object is there, whole, once its writer closes it. GCS and ABFS refuse a taken
 * name themselves. The S3A of Hadoop 3.3 only looks before it writes, so two writers within the
 * same few milliseconds can both get through, and the later one stays: reading back finds the loser
 * unless the other closes after that. The {@link Lease} keeps drivers further apart than that.
 */
final class ObjectStoreFiles implements AtomicFiles {

  private final FileSystem files;

  ObjectStoreFiles(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean create(Path file, byte[] content) {
    return write(file, content, Rename.NONE);
  }

  @Override
  public void replace(Path file, byte[] content) {
    write(file, content, Rename.OVERWRITE);
  }

  boolean write(Path file, byte[] content, Rename mode) {
    try {
      try (OutputStream out = files.create(file, mode == Rename.OVERWRITE)) {
        out.write(content);
      } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
        return false;
      }
      return Arrays.equals(content, WorkspaceFiles.bytes(files, file));
    } catch (IOException e) {
      if (mode == Rename.NONE && isThere(file)) {
        return false;
      }
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Stores throw different exceptions for a taken name; reading the object back decides. */
  private boolean isThere(Path file) {
    try {
      return files.exists(file);
    } catch (IOException e) {
      return false;
    }
  }
}
