package io.winnow.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Small files on this machine's disks, past Hadoop, whose local files get a checksum file beside
 * them. Each is on the disk, whole, before its name is there, and its name before this returns.
 *
 * <p>An empty file says nothing: of a machine that lost its power, or of a writer that was killed
 * where there are no hard links. The next writer takes its place.
 */
final class LocalFiles {

  /** In the folder of what is written, where it has no hard links. It stays, empty. */
  static final String LOCK = "_lock";

  private static final int PATIENCE_SECONDS = 30;
  private static final int PAUSE_MILLIS = 10;

  private LocalFiles() {}

  /**
   * Creates a file by a hard link, which either makes the finished file appear under its name or
   * fails because the name is taken; renames by Java and Hadoop would replace the existing file.
   *
   * @return whether this call created it
   */
  static boolean create(Path target, Path unfinished, byte[] content) throws IOException {
    write(unfinished, content);
    try {
      Files.createLink(target, unfinished);
      force(target.getParent());
      return true;
    } catch (FileAlreadyExistsException e) {
      return !saysSomething(target) && createLocked(target, unfinished);
    } catch (UnsupportedOperationException | FileSystemException e) {
      return createLocked(target, unfinished);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** As {@link #create}, without hard links, as on FAT and some network file systems. */
  static boolean createUnlinked(Path target, Path unfinished, byte[] content) throws IOException {
    write(unfinished, content);
    try {
      return createLocked(target, unfinished);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /**
   * Writers take turns by a lock, which the system takes from one that dies. The name is taken
   * while empty, which works where a lock holds on one machine only; then the finished file
   * replaces it.
   */
  private static synchronized boolean createLocked(Path target, Path unfinished)
      throws IOException {
    try (FileChannel turn =
            FileChannel.open(
                target.resolveSibling(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(turn, target)) {
      if (saysSomething(target)) {
        return false;
      }
      if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.createFile(target);
      }
      replace(unfinished, target);
      return lock.isValid();
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static FileLock lock(FileChannel turn, Path target) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      FileLock lock = tryLock(turn);
      if (lock != null) {
        return lock;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("It was interrupted while another process wrote there", e);
      }
    }
    throw new IOException(
        "Another process has held %s for %d seconds; end it, or wait"
            .formatted(target.resolveSibling(LOCK), PATIENCE_SECONDS));
  }

  private static FileLock tryLock(FileChannel turn) throws IOException {
    try {
      return turn.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held in this process, by a copy of this class, as notebooks may load.
      return null;
    }
  }

  private static boolean saysSomething(Path target) throws IOException {
    return Files.exists(target) && Files.size(target) > 0;
  }

  /** Whether or not the file is there; a reader sees the old content or the new. */
  static void replace(Path target, Path unfinished, byte[] content) throws IOException {
    write(unfinished, content);
    try {
      replace(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void replace(Path unfinished, Path target) throws IOException {
    Files.move(
        unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(target.getParent());
  }

  private static void write(Path unfinished, byte[] content) throws IOException {
    makeFolders(unfinished.getParent());
    try (FileChannel channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void makeFolders(Path folder) throws IOException {
    List<Path> changed = new ArrayList<>();
    for (Path there = folder; !Files.isDirectory(there); there = there.getParent()) {
      changed.add(there.getParent());
    }
    Files.createDirectories(folder);
    for (Path parent : changed) {
      force(parent);
    }
  }

  /**
   * Puts all of a file or folder onto the disk, and the names of the folders that it is in.
   *
   * @param root the last of these folders
   */
  static void force(Path tree, Path root) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              force(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            force(folder);
            return FileVisitResult.CONTINUE;
          }
        });
    for (Path above = tree.getParent();
        above != null && above.startsWith(root);
        above = above.getParent()) {
      force(above);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system lets folders be opened.
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
  }
}
