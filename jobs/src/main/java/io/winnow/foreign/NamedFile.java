package io.winnow.foreign;

import io.winnow.foreign.ForeignFile.Stamp;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that a person named, or one that is looked for under a name of ours: links are followed,
 * as what they lead to is meant. Still nothing but a regular file may be opened: a FIFO would keep
 * its reader waiting, and a device has no end.
 */
public record NamedFile(FileSystem fs, Path path) {

  /**
   * @param text a path or URI; the name of a file on this machine may hold a colon
   * @throws IllegalArgumentException if it is neither
   */
  public static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      // Hadoop takes what is before a colon for a file system, and the rest for no path from there.
      if (text.contains(":/")) {
        throw e;
      }
      return new Path(null, null, text);
    }
  }

  /**
   * As it is now.
   *
   * @throws FileNotFoundException if there is none
   * @throws IrregularException if it is no regular file
   */
  public Stamp look() throws IOException {
    if (!fs.getUri().getScheme().equals("file")) {
      FileStatus status = fs.getFileStatus(path);
      if (!status.isFile()) {
        throw new IrregularException("is a folder");
      }
      return RemoteFile.stamp(status);
    }
    try {
      BasicFileAttributes it =
          Files.readAttributes(
              java.nio.file.Path.of(fs.makeQualified(path).toUri().getPath()),
              BasicFileAttributes.class);
      Optional<String> objection = LocalFile.objection(it);
      if (objection.isPresent()) {
        throw new IrregularException(objection.get());
      }
      return LocalFile.stamp(it);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new FileNotFoundException("File %s does not exist".formatted(path));
    }
  }

  /**
   * Something that is no regular file. The message is a sentence's rest, such as {@code is a FIFO}.
   */
  public static final class IrregularException extends IOException {

    private static final long serialVersionUID = 1L;

    private IrregularException(String message) {
      super(message);
    }
  }
}
