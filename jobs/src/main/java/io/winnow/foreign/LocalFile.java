package io.winnow.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * On a disk of this machine. Java's own paths hold a name's bytes as they are, so that any name can
 * be opened.
 *
 * @param place without a link, when it was found
 * @param roots no link leads out of these; without links, too
 * @param path where Hadoop finds it
 */
record LocalFile(
    String name,
    Path place,
    List<Path> roots,
    Stamp found,
    Optional<org.apache.hadoop.fs.Path> path)
    implements ForeignFile {

  /** What is no regular file has a reason instead. */
  static Optional<String> objection(BasicFileAttributes it) {
    return it.isRegularFile()
        ? Optional.empty()
        : Optional.of(
            it.isDirectory()
                ? "is a folder"
                : it.isSymbolicLink() ? "is a link" : "is a FIFO, a socket or a device, no file");
  }

  static Stamp stamp(BasicFileAttributes it) {
    return new Stamp(
        it.size(),
        it.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        Optional.ofNullable(it.fileKey()));
  }

  @Override
  public Stamp look() throws IOException {
    // A folder above it may have become a link since.
    Path real = place.toRealPath();
    if (roots.stream().noneMatch(real::startsWith)) {
      throw new FileSystemException(name, null, "has become a link that leads out of its folder");
    }
    BasicFileAttributes now =
        Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Optional<String> objection = objection(now);
    if (objection.isPresent()) {
      throw new FileSystemException(name, null, objection.get());
    }
    return stamp(now);
  }

  @Override
  public InputStream open() throws IOException {
    look();
    return Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS);
  }
}
