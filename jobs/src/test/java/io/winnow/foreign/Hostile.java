package io.winnow.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What may lie in a folder that somebody else writes to. */
public enum Hostile {
  FIFO("is a FIFO, a socket or a device", place -> run("mkfifo", place.toString())),
  SOCKET(
      "is a FIFO, a socket or a device",
      place -> {
        // A path of a socket has 108 bytes at most: the short one is moved.
        Path near = Files.createTempDirectory(Path.of("/tmp"), "s").resolve("s");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(near))
            .close();
        Files.move(near, place);
        Files.delete(near.getParent());
      }),
  LINK_TO_DEVICE(
      "is a link that leads out of its folder",
      place -> Files.createSymbolicLink(place, Path.of("/dev/zero"))),
  LINK_TO_SECRET(
      "is a link that leads out of its folder",
      place -> Files.createSymbolicLink(place, Path.of("/etc/passwd"))),
  LINK_TO_FOLDER_ABOVE("is a link", place -> Files.createSymbolicLink(place, Path.of(".."))),
  LINK_TO_OWN_FOLDER(
      "is a link to a folder", place -> Files.createSymbolicLink(place, Path.of("."))),
  LINK_TO_ITSELF(
      "leads nowhere, or in a circle",
      place -> Files.createSymbolicLink(place, place.getFileName())),
  LINK_TO_NOTHING(
      "leads nowhere, or in a circle",
      place -> Files.createSymbolicLink(place, Path.of("no such file"))),
  LINK_TO_FIFO(
      "is a FIFO, a socket or a device",
      place -> {
        Path hidden = place.resolveSibling("_fifo");
        run("mkfifo", hidden.toString());
        Files.createSymbolicLink(place, hidden.getFileName());
      });

  private final String reason;
  private final Maker maker;

  /** Makes one. */
  private interface Maker {
    void make(Path place) throws IOException;
  }

  Hostile(String reason, Maker maker) {
    this.reason = reason;
    this.maker = maker;
  }

  /** What is said of it. */
  public String reason() {
    return reason;
  }

  /** Puts it there. */
  public Path put(Path place) {
    try {
      Files.createDirectories(place.getParent());
      maker.make(place);
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file whose name has just these bytes, which need be no text; written with percent signs. */
  public static Path named(Path folder, String encoded) {
    String uri = folder.toUri().toString();
    return Path.of(URI.create((uri.endsWith("/") ? uri : uri + "/") + encoded));
  }

  private static void run(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("It failed: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
