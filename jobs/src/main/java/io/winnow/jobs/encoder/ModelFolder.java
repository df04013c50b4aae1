package io.winnow.jobs.encoder;

import io.winnow.display.Printable;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.ModelJson;
import io.winnow.model.files.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A model's folder on this machine, which anybody may have filled: only regular files are opened,
 * and of links those that stay in the folder. What is not asked for is not looked at.
 *
 * @param name as the user gave it, for messages
 * @param place without links
 */
record ModelFolder(String name, Path place) {

  /** A model has some dozens. */
  private static final int MOST_ENTRIES = 10_000;

  /** Of what no model needs as a whole, such as its card. */
  private static final long MOST_BYTES = ModelJson.VOCABULARY.mostBytes();

  /** Copied, and brought into the form in which it lies in a workspace. */
  private static final int COPIES = 2;

  static ModelFolder at(String name, Path folder) throws IOException {
    return new ModelFolder(name, folder.toRealPath());
  }

  /**
   * The names of what is no folder.
   *
   * @throws InvalidModelException if there are very many
   */
  SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
      for (Path entry : entries) {
        if (names.size() == MOST_ENTRIES) {
          throw new InvalidModelException(
              "%s has more than %,d files: give the folder with the model's own"
                  .formatted(name, MOST_ENTRIES));
        }
        if (!Files.isDirectory(entry)) {
          names.add(entry.getFileName().toString());
        }
      }
    }
    return names;
  }

  /**
   * Copies files of it.
   *
   * @param names some of {@link #names}
   * @param target an existing folder
   * @throws InvalidModelException if one of them is no regular file, or damaged, or there is no
   *     room for them
   */
  void copy(List<String> names, Path target) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    long bytes = 0;
    for (String file : names) {
      Path found = regular(file);
      files.put(file, found);
      bytes += size(file, found);
    }
    long room = Files.getFileStore(target).getUsableSpace();
    if (bytes > room / COPIES) {
      throw new InvalidModelException(
          "%s has %,d MB of files, and the temporary folder %s has room for %,d MB, of which twice as much is needed: free some, or name another by TMPDIR"
              .formatted(name, bytes >> 20, target.getParent(), room >> 20));
    }
    for (var file : files.entrySet()) {
      copy(file.getKey(), file.getValue(), target.resolve(file.getKey()));
    }
  }

  /** Where a file of it lies, without links. */
  private Path regular(String file) throws IOException {
    Path entry = place.resolve(file);
    BasicFileAttributes kind = attributes(entry);
    Path real = entry;
    if (kind.isSymbolicLink()) {
      real = target(file, entry);
      kind = attributes(real);
    }
    if (!kind.isRegularFile()) {
      throw refused(
          file, kind.isDirectory() ? "leads to a folder" : "is a FIFO, a socket or a device");
    }
    return real;
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** What lies elsewhere is no part of the folder, whoever put the link there. */
  private Path target(String file, Path link) throws IOException {
    String to = Printable.inLine(Files.readSymbolicLink(link).toString());
    Path real;
    try {
      real = link.toRealPath();
    } catch (IOException e) {
      throw refused(file, "is a link to %s, which leads to no file".formatted(to));
    }
    if (!real.startsWith(place)) {
      throw refused(file, "is a link to %s, outside of the folder".formatted(to));
    }
    return real;
  }

  private InvalidModelException refused(String file, String why) {
    return new InvalidModelException(
        "%s %s: put the file itself there (cp -L)".formatted(Path.of(name).resolve(file), why));
  }

  private long size(String file, Path found) throws IOException {
    long bytes = Files.size(found);
    if (!ModelFileNames.isWeights(file) && bytes > MOST_BYTES) {
      throw new InvalidModelException(
          "%s has %,d bytes; a model's has at most %,d"
              .formatted(Path.of(name).resolve(file), bytes, MOST_BYTES));
    }
    return bytes;
  }

  /** What a header promises is looked at first: a file of no blocks on the disk may be large. */
  private static void copy(String file, Path from, Path to) throws IOException {
    if (ModelFileNames.isWeights(file) && file.endsWith(Safetensors.SUFFIX)) {
      Safetensors.open(from);
    }
    try (InputStream in =
        Files.newInputStream(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      Files.copy(in, to);
    }
  }
}
