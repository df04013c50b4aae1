package io.winnow.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * Files and folders in places where others write, too, such as {@code /tmp}: ours are for this user
 * alone, and what lies there under a name of ours is not used if it is a link or somebody else's.
 * Where the file system has no owners, as on Windows, only links are refused.
 */
public final class OwnFiles {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?>[] NONE = {};

  private OwnFiles() {}

  /** A new folder of this user alone, under a name that nobody can foretell. */
  public static Path newFolder(Path parent, String prefix) throws IOException {
    return Files.createTempDirectory(parent, prefix, attributes(parent, FOLDER));
  }

  /**
   * A folder of this user alone under a known name: makes it, or takes the one that is there.
   *
   * @param me see {@link #owner}
   * @return why it can't be used; empty if it can
   */
  public static Optional<String> folder(Path folder, UserPrincipal me) throws IOException {
    return claim(folder, me, FOLDER);
  }

  /** As {@link #folder}, a file. */
  public static Optional<String> file(Path file, UserPrincipal me) throws IOException {
    return claim(file, me, FILE);
  }

  private static Optional<String> claim(Path path, UserPrincipal me, Set<PosixFilePermission> mode)
      throws IOException {
    boolean isFolder = mode.equals(FOLDER);
    try {
      if (isFolder) {
        Files.createDirectory(path, attributes(path.getParent(), mode));
      } else {
        Files.createFile(path, attributes(path.getParent(), mode));
      }
      return Optional.empty();
    } catch (FileAlreadyExistsException e) {
      Optional<String> objection = objection(path, me);
      if (objection.isPresent()) {
        return objection;
      }
      BasicFileAttributes found = attributes(path);
      if (isFolder ? !found.isDirectory() : !found.isRegularFile()) {
        return Optional.of("is no " + (isFolder ? "folder" : "file"));
      }
      makePrivate(path);
      return Optional.empty();
    }
  }

  /**
   * Why what is there is not to be trusted; empty if it is ours.
   *
   * @throws NoSuchFileException if nothing is there
   */
  public static Optional<String> objection(Path path, UserPrincipal me) throws IOException {
    if (attributes(path).isSymbolicLink()) {
      return Optional.of("is a link");
    }
    UserPrincipal owner = owner(path);
    return me == null || me.equals(owner)
        ? Optional.empty()
        : Optional.of("belongs to %s, not to %s".formatted(owner.getName(), me.getName()));
  }

  /** Whose it is, links not followed; null where the file system has no owners. */
  public static UserPrincipal owner(Path path) throws IOException {
    PosixFileAttributeView view = posix(path);
    return view == null ? null : view.getOwner();
  }

  /** Takes a folder's or a file's rights from everybody else. */
  public static void makePrivate(Path path) throws IOException {
    PosixFileAttributeView view = posix(path);
    if (view != null && !attributes(path).isSymbolicLink()) {
      view.setPermissions(attributes(path).isDirectory() ? FOLDER : FILE);
    }
  }

  /** Deletes a folder with all that is in it; links are deleted, not followed. Absent is fine. */
  public static void delete(Path folder) throws IOException {
    deleteBelow(folder);
    Files.deleteIfExists(folder);
  }

  /** Deletes what is in a folder. */
  static void deleteBelow(Path folder) throws IOException {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              if (failure != null && !(failure instanceof NoSuchFileException)) {
                throw failure;
              }
              if (!visited.equals(folder)) {
                Files.deleteIfExists(visited);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException e) {
      // Whoever deleted it has done our work.
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static PosixFileAttributeView posix(Path path) {
    return Files.getFileAttributeView(
        path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static FileAttribute<?>[] attributes(Path parent, Set<PosixFilePermission> mode) {
    return posix(parent) == null
        ? NONE
        : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)};
  }
}
