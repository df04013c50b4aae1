package io.winnow.workspace;

import io.winnow.files.MalformedTextException;
import io.winnow.files.TextEncoding;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files and folders below a root. Small files are texts in UTF-8; errors come out unchecked, with
 * the path.
 */
class WorkspaceFiles {

  private final Path root;
  private final FileSystem files;
  private final Runnable presence;

  /**
   * @param presence throws if the root was taken away, before something is written there
   */
  WorkspaceFiles(Path root, FileSystem files, Runnable presence) {
    this.root = files.makeQualified(root);
    this.files = files;
    this.presence = presence;
  }

  /**
   * To be asked before work that makes folders as it needs them.
   *
   * @throws WorkspaceGoneException if the workspace was deleted since the lease on it was taken
   */
  public final void requireThere() {
    presence.run();
  }

  final Runnable presence() {
    return presence;
  }

  public final Path root() {
    return root;
  }

  public final FileSystem files() {
    return files;
  }

  /**
   * From the root, such as {@code labels/run=...}.
   *
   * @throws WorkspaceException if it lies elsewhere
   */
  public final String relative(Path path) {
    String whole = files.makeQualified(path).toString();
    String start = root.toString().endsWith("/") ? root.toString() : root + "/";
    if (!whole.startsWith(start)) {
      throw new WorkspaceException("%s is not in the workspace %s".formatted(path, root));
    }
    return whole.substring(start.length());
  }

  /**
   * @throws WorkspaceException if the path leads out of the workspace
   */
  public final Path resolve(String relative) {
    List<String> names = List.of(relative.split("/", -1));
    if (names.contains("..") || names.contains(".") || names.contains("")) {
      throw new WorkspaceException(
          "'%s' is not a path inside the workspace %s".formatted(relative, root));
    }
    return new Path(root + "/" + relative);
  }

  /**
   * Text that a person may have written. Empty if there is no such file.
   *
   * @throws WorkspaceException naming line and byte, if it is no UTF-8
   */
  public final Optional<String> readText(String relative) {
    Path file = resolve(relative);
    try (InputStream in = files.open(file)) {
      return Optional.of(TextEncoding.AUTO.text(in));
    } catch (MalformedTextException e) {
      throw new WorkspaceException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Our own, whatever a crash has made of it. */
  final Optional<String> readText(Path file) {
    try {
      return Optional.of(new String(bytes(files, file), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  static byte[] bytes(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  /**
   * Empty if there is none.
   *
   * @param damaged what to say of one that is cut off: with its path, its bytes and what is wrong
   */
  final <T> Optional<T> readJson(Path file, Class<T> type, String damaged) {
    Optional<String> text = readText(file);
    try {
      return text.map(it -> Json.read(it, type));
    } catch (IllegalArgumentException e) {
      int bytes = text.orElseThrow().getBytes(StandardCharsets.UTF_8).length;
      throw new WorkspaceException(damaged.formatted(file, bytes, e.getMessage()), e);
    }
  }

  /** Writes a small file of a run that is still to be published; it must not be there yet. */
  public final void writeText(Path file, String text) {
    requireThere();
    unchecked(
        "write",
        file,
        () -> {
          try (OutputStream out = files.create(file, false)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
          }
          return file;
        });
  }

  /** Writes a small file that is no run's; a reader sees the old or the new one, whole. */
  public final void replaceText(String relative, String text) {
    replaceText(resolve(relative), text);
  }

  final void replaceText(Path file, String text) {
    requireThere();
    AtomicFiles.on(files).replace(files, file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * As pointers are created.
   *
   * @return false if it was there already; it is then untouched
   */
  public final boolean create(Path file, String text) {
    requireThere();
    return AtomicFiles.on(files).create(files, file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What keeps two writers of {@link #create} apart; empty where the file system itself does. */
  public final String protection() {
    return AtomicFiles.on(files).protection();
  }

  /**
   * Waits until a file, or a folder with all that is in it, is on the disk, if the disk is this
   * machine's: other file systems keep what is closed.
   */
  final void keep(Path path) {
    if (isLocal()) {
      unchecked(
          "put onto the disk",
          path,
          () -> {
            LocalFiles.force(local(path), local(root));
            return path;
          });
    }
  }

  final boolean isLocal() {
    return files.getUri().getScheme().equals("file");
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  public final Path makeFolder(Path folder) {
    requireThere();
    unchecked("make the folder", folder, () -> files.mkdirs(folder));
    return folder;
  }

  /** Of a folder with all that is in it. */
  public final void remove(Path path) {
    unchecked("remove", path, () -> files.delete(path, true));
  }

  /** A folder that is no longer empty stays. */
  public final void removeIfEmpty(Path folder) {
    try {
      if (isLocal()) {
        // Hadoop would check that it is empty and then also delete files that arrived meanwhile.
        Files.deleteIfExists(local(folder));
      } else {
        files.delete(folder, false);
      }
    } catch (IOException e) {
      if (exists(folder) && list(folder).isEmpty()) {
        throw new UncheckedIOException("Cannot remove " + folder, e);
      }
    }
  }

  /** By name; nothing if there is no such folder. */
  public final List<FileStatus> list(Path folder) {
    return unchecked(
        "list",
        folder,
        () -> {
          try {
            FileStatus[] found = files.listStatus(folder);
            Arrays.sort(found);
            return List.of(found);
          } catch (FileNotFoundException e) {
            return List.of();
          }
        });
  }

  final boolean exists(Path path) {
    return unchecked("look at", path, () -> files.exists(path));
  }

  /**
   * The same as long as a folder is the same one, also if it gets other content. Empty if it is not
   * there.
   */
  final Optional<Object> identity(Path folder) {
    return unchecked(
        "look at",
        folder,
        () -> {
          if (!files.exists(folder)) {
            return Optional.empty();
          }
          Object key =
              isLocal()
                  ? Files.readAttributes(local(folder), BasicFileAttributes.class).fileKey()
                  : null;
          return Optional.of(key == null ? folder : key);
        });
  }

  private interface Work<T> {
    T result() throws IOException;
  }

  private static <T> T unchecked(String verb, Path path, Work<T> work) {
    try {
      return work.result();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot %s %s".formatted(verb, path), e);
    }
  }

  @Override
  public final String toString() {
    return root.toString();
  }
}
