package io.winnow.files;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The one folder of this process below a folder for temporary files, for all that it leaves on this
 * machine's disk while it runs: {@code winnow-run-RANDOM}, open to this user alone. It goes when
 * the process ends. That of a process that was killed goes when the next one starts: {@code owner}
 * says whose it is, and {@code lock} is locked for as long as that process lives, in whichever
 * container.
 */
public final class RunFolder {

  /**
   * Names the folder that was made for this process before it started, such as by {@code
   * jobs/bin/winnow}, as a property of Java.
   */
  public static final String PROPERTY = "winnow.run.folder";

  private static final String TEMPORARY = "java.io.tmpdir";
  private static final String PREFIX = "winnow-run-";
  private static final String OWNER = "owner";
  private static final String LOCK = "lock";

  /** A folder without an owner is being made, unless it is older. */
  private static final Duration UNOWNED = Duration.ofHours(1);

  private static final int ATTEMPTS = 50;
  private static final int PAUSE_MILLIS = 20;

  /** Of this process, by what they lie in. */
  private static final Map<Path, RunFolder> OURS = new HashMap<>();

  private static Path base;
  private static Cleared cleared = new Cleared(0, 0);

  private final Path path;
  private final UserPrincipal me;
  private final FileChannel lock;

  /**
   * Folders of killed processes that are gone now.
   *
   * @param bytes that they held
   */
  public record Cleared(int folders, long bytes) {

    Cleared plus(Cleared other) {
      return new Cleared(folders + other.folders, bytes + other.bytes);
    }
  }

  private RunFolder(Path path, FileChannel lock) throws IOException {
    this.path = path;
    this.me = OwnFiles.owner(path);
    this.lock = lock;
    Files.writeString(path.resolve(OWNER), RunOwner.current().text());
  }

  /** In {@link #base}; made when it is first asked for, and then killed processes' are cleared. */
  public static RunFolder current() {
    return in(base());
  }

  /**
   * Where temporary files of this machine are, such as {@code /tmp}: {@code java.io.tmpdir} when
   * this was first asked.
   */
  public static synchronized Path base() {
    if (base == null) {
      String given = System.getProperty(PROPERTY);
      base =
          given == null
              ? Path.of(System.getProperty(TEMPORARY)).toAbsolutePath()
              : Path.of(given).toAbsolutePath().getParent();
    }
    return base;
  }

  /**
   * This process's folder on another disk.
   *
   * @param base must be there
   */
  public static synchronized RunFolder in(Path base) {
    RunFolder ours = OURS.get(base);
    if (ours == null) {
      try {
        ours = made(base);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Cannot make a folder for temporary files in %s: %s".formatted(base, e.getMessage()),
            e);
      }
      if (OURS.isEmpty()) {
        Runtime.getRuntime().addShutdownHook(new Thread(RunFolder::closeAll, "winnow-run-folder"));
      }
      OURS.put(base, ours);
      cleared = cleared.plus(ours.clear(base));
    }
    return ours;
  }

  private static RunFolder made(Path base) throws IOException {
    String given = System.getProperty(PROPERTY);
    if (given != null && base.equals(base())) {
      Path folder = Path.of(given).toAbsolutePath();
      if (Files.isDirectory(folder)) {
        OwnFiles.makePrivate(folder);
        FileChannel lock = lockFile(folder);
        if (isLocked(lock)) {
          return new RunFolder(folder, lock);
        }
        // It is that of the process which started this one.
        lock.close();
      }
    }
    Path folder = OwnFiles.newFolder(base, PREFIX);
    FileChannel lock = lockFile(folder);
    isLocked(lock);
    return new RunFolder(folder, lock);
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Where the file system has no locks, the owner's process alone counts. */
  private static boolean isLocked(FileChannel lock) {
    try {
      return lock.tryLock() != null;
    } catch (IOException e) {
      return true;
    }
  }

  public Path path() {
    return path;
  }

  /** Who runs this process; null where the file system has no owners. */
  public UserPrincipal me() {
    return me;
  }

  /** A new folder in it. */
  public Path folder(String prefix) throws IOException {
    if (!Files.isDirectory(path)) {
      // Machines clear /tmp of what is old, whoever may still use it.
      OwnFiles.folder(path, me);
    }
    return OwnFiles.newFolder(path, prefix);
  }

  /**
   * Clears what killed processes left beside the folders of this one.
   *
   * @return what this process has cleared so far
   */
  public static synchronized Cleared clear() {
    current();
    OURS.forEach((base, ours) -> cleared = cleared.plus(ours.clear(base)));
    return cleared;
  }

  private Cleared clear(Path base) {
    Cleared all = new Cleared(0, 0);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path folder : folders) {
        all = all.plus(clearIfLeft(folder));
      }
    } catch (IOException | RuntimeException e) {
      // What can't be cleared now is no reason not to start.
    }
    return all;
  }

  private Cleared clearIfLeft(Path folder) {
    Cleared none = new Cleared(0, 0);
    try {
      if (folder.equals(path)
          || OwnFiles.objection(folder, me).isPresent()
          || !Files.isDirectory(folder)
          || !isLeft(folder)) {
        return none;
      }
      try (FileChannel other = lockFile(folder)) {
        if (!isLocked(other)) {
          return none;
        }
        long bytes = bytes(folder);
        OwnFiles.delete(folder);
        return new Cleared(1, bytes);
      }
    } catch (IOException | RuntimeException e) {
      return none;
    }
  }

  private boolean isLeft(Path folder) throws IOException {
    Path owner = folder.resolve(OWNER);
    if (Files.exists(owner)) {
      // Not even looked at if it is this process's: closing a file gives up all locks on it.
      return RunOwner.read(owner).filter(RunOwner::isAlive).isEmpty();
    }
    // Both times are the disk's: the clock may have been set.
    Duration age =
        Duration.between(
            Files.getLastModifiedTime(folder).toInstant(),
            Files.getLastModifiedTime(path).toInstant());
    return age.compareTo(UNOWNED) > 0;
  }

  private static long bytes(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /** Deletes all folders of this process. Nothing is to be written there any more. */
  public static synchronized void closeAll() {
    OURS.values().forEach(RunFolder::close);
  }

  /** Others may still be closing, and write: it is tried for a while. */
  private void close() {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
      try {
        OwnFiles.delete(path);
      } catch (IOException | RuntimeException e) {
        pause();
      }
    }
    try {
      lock.close();
    } catch (IOException e) {
      // The process's end closes it.
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
