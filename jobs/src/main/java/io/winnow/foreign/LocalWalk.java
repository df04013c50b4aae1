package io.winnow.foreign;

import io.winnow.foreign.FolderWalk.Links;
import io.winnow.foreign.FolderWalk.Walking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks a folder on a disk of this machine. Looks at entries without opening them. */
final class LocalWalk {

  private static final String SNAPSHOTS = "snapshots";
  private static final String BLOBS = "blobs";

  private final Walking walking;
  private final org.apache.hadoop.fs.Path folder;
  private final Links links;
  private final List<Path> roots = new ArrayList<>();

  LocalWalk(Walking walking, org.apache.hadoop.fs.Path folder, Links links) {
    this.walking = walking;
    this.folder = folder;
    this.links = links;
  }

  void walk() {
    try {
      // The folder itself may be a link of the workspace's owner: nobody else can change that.
      Path root = Path.of(folder.toUri().getPath()).toRealPath();
      root(root);
      // Java opens whatever it is told to list, and who opens a FIFO waits.
      if (attributes(root).isDirectory()) {
        list(root, "", Optional.of(folder), 0);
      } else {
        walking.passOver("", "is no folder");
      }
    } catch (NoSuchFileException e) {
      // Nothing was delivered yet.
    } catch (IOException e) {
      walking.passOver("", e);
    }
  }

  /** The folder is an entry of another one, of any kind. */
  void walkEntry() {
    try {
      Path entry = Path.of(folder.toUri().getPath());
      Path root = entry.getParent().toRealPath();
      root(root);
      look(
          root.resolve(entry.getFileName()),
          FileName.shown(folder.getName()),
          Optional.of(folder),
          0);
    } catch (IOException e) {
      walking.passOver("", e);
    }
  }

  /** Where links may lead to. */
  private void root(Path root) {
    roots.add(root);
    if (links == Links.HUB_CACHE) {
      blobs(root).ifPresent(roots::add);
    }
  }

  /** Of the hub's cache, which has {@code snapshots/REVISION/...} and links to {@code blobs}. */
  private static Optional<Path> blobs(Path root) {
    for (Path above = root; above.getParent() != null; above = above.getParent()) {
      if (above.getParent().endsWith(SNAPSHOTS)) {
        Path blobs = above.getParent().resolveSibling(BLOBS);
        return Files.isDirectory(blobs, LinkOption.NOFOLLOW_LINKS)
            ? Optional.of(blobs)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void list(
      Path place, String prefix, Optional<org.apache.hadoop.fs.Path> parent, int depth) {
    if (!walking.enters(prefix, depth)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
      int from = walking.found();
      boolean isUnfinished = false;
      for (Path entry : entries) {
        byte[] bytes = bytes(entry);
        String raw = new String(bytes, StandardCharsets.UTF_8);
        if (!walking.goesOn()) {
          return;
        }
        isUnfinished |= raw.equals(FolderWalk.UNFINISHED);
        if (!Walking.isHidden(raw)) {
          String name = (prefix.isEmpty() ? "" : prefix + "/") + FileName.shown(bytes);
          look(entry, name, parent.flatMap(above -> hadoop(entry, above, raw)), depth);
        }
      }
      if (isUnfinished) {
        walking.unfinished(prefix, from);
      }
    } catch (DirectoryIteratorException e) {
      walking.passOver(prefix, e.getCause());
    } catch (IOException e) {
      walking.passOver(prefix, e);
    }
  }

  private void look(
      Path entry, String name, Optional<org.apache.hadoop.fs.Path> hadoop, int depth) {
    try {
      BasicFileAttributes it = attributes(entry);
      if (it.isDirectory()) {
        list(entry, name, hadoop, depth + 1);
      } else if (it.isSymbolicLink()) {
        link(entry, name, hadoop);
      } else {
        add(entry, it, name, hadoop);
      }
    } catch (IOException e) {
      walking.passOver(name, e);
    }
  }

  private void link(Path link, String name, Optional<org.apache.hadoop.fs.Path> hadoop) {
    Path target;
    try {
      target = link.toRealPath();
    } catch (IOException e) {
      walking.passOver(name, "is a link that leads nowhere, or in a circle");
      return;
    }
    try {
      BasicFileAttributes it = attributes(target);
      if (roots.stream().noneMatch(target::startsWith)) {
        walking.passOver(name, "is a link that leads out of its folder");
      } else if (it.isDirectory()) {
        walking.passOver(name, "is a link to a folder");
      } else {
        add(target, it, name, hadoop);
      }
    } catch (IOException e) {
      walking.passOver(name, e);
    }
  }

  private void add(
      Path place, BasicFileAttributes it, String name, Optional<org.apache.hadoop.fs.Path> hadoop) {
    Optional<String> objection = LocalFile.objection(it);
    if (objection.isPresent()) {
      walking.passOver(name, objection.get());
    } else if (!Files.isReadable(place)) {
      walking.passOver(name, "can't be read (permission denied)");
    } else {
      walking.file(new LocalFile(name, place, List.copyOf(roots), LocalFile.stamp(it), hadoop));
    }
  }

  private static BasicFileAttributes attributes(Path place) throws IOException {
    return Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Where Java's own decoding of the name leads back to the same entry, which Hadoop relies on. */
  private static Optional<org.apache.hadoop.fs.Path> hadoop(
      Path entry, org.apache.hadoop.fs.Path parent, String raw) {
    try {
      return entry.resolveSibling(raw).equals(entry)
          ? Optional.of(
              new org.apache.hadoop.fs.Path(parent, new org.apache.hadoop.fs.Path(null, null, raw)))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The last name as the file system has it: only as a URI does a path give its bytes away. */
  private static byte[] bytes(Path entry) {
    String uri = entry.toUri().getRawPath();
    String last = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    String name = last.substring(last.lastIndexOf('/') + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '%') {
        bytes.write(Integer.parseInt(name.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(name.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
