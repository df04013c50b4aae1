package io.winnow.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.Path;

/**
 * The local file system. A hard link either makes the finished file appear under its name or fails
 * because the name is taken; renames by Java and Hadoop would replace the existing file. Bypasses
 * Hadoop, whose local files get a checksum file beside them.
 */
final class LocalAtomicFiles implements AtomicFiles {

  @Override
  public boolean create(Path file, byte[] content) {
    java.nio.file.Path target = local(file);
    try {
      java.nio.file.Path unfinished = writeBeside(target, content);
      try {
        return link(unfinished, target, content);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + target, e);
    }
  }

  @Override
  public void replace(Path file, byte[] content) {
    java.nio.file.Path target = local(file);
    try {
      Files.move(
          writeBeside(target, content),
          target,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace " + target, e);
    }
  }

  private static boolean link(
      java.nio.file.Path unfinished, java.nio.file.Path target, byte[] content) throws IOException {
    try {
      Files.createLink(target, unfinished);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return createExclusively(target, content);
    }
  }

  /** For file systems without hard links, such as FAT: atomic in existence, not in content. */
  static boolean createExclusively(java.nio.file.Path target, byte[] content) throws IOException {
    try {
      Files.write(target, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static java.nio.file.Path writeBeside(java.nio.file.Path target, byte[] content)
      throws IOException {
    Files.createDirectories(target.getParent());
    java.nio.file.Path unfinished =
        target.resolveSibling(AtomicFiles.unfinished(target.getFileName().toString()));
    try (FileChannel channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return unfinished;
  }

  private static java.nio.file.Path local(Path file) {
    return java.nio.file.Path.of(file.toUri().getPath());
  }
}
