package io.winnow.hub;

import io.winnow.hub.HubHttp.Arrival;
import io.winnow.hub.HubHttp.Follow;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Brings one file of a model into the cache, from where an earlier attempt has left off. */
final class Download {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int BEYOND_END = 416;
  private static final int ERROR = 400;

  private final HubClient hub;
  private final HubName name;
  private final RemoteFile file;
  private final Path incomplete;
  private final Path blob;
  private boolean wasDamaged;

  private Download(HubClient hub, HubName name, RemoteFile file, CachedModel cache) {
    this.hub = hub;
    this.name = name;
    this.file = file;
    this.incomplete = cache.incomplete(file.etag());
    this.blob = cache.blob(file.etag());
  }

  /**
   * @param name with the commit as its revision
   * @param arrived is told how many bytes of the file are here
   */
  static void into(
      CachedModel cache, HubClient hub, HubName name, RemoteFile file, LongConsumer arrived)
      throws IOException {
    Download download = new Download(hub, name, file, cache);
    Files.createDirectories(download.blob.getParent());
    BlobLock lock = BlobLock.take(cache.lock(file.etag()));
    try {
      if (!download.isWhole(download.blob)) {
        hub.http()
            .retries()
            .repeat(
                "fetch %s of %s".formatted(file.name(), name.repository()),
                download::size,
                () -> download.attempt(arrived));
      }
    } finally {
      lock.close();
    }
  }

  /** Whether a file has the size and the hash that the hub promises. */
  private boolean isWhole(Path one) throws IOException {
    return Files.isRegularFile(one)
        && Files.size(one) == file.size()
        && BlobHash.fits(one, file.etag());
  }

  private long size() {
    try {
      return Files.size(incomplete);
    } catch (IOException e) {
      return 0;
    }
  }

  private Path attempt(LongConsumer arrived) throws IOException {
    long have = size();
    if (have < file.size() || !Files.exists(incomplete)) {
      request(have, arrived);
    }
    if (size() < file.size()) {
      throw new IOException("it was cut after %d of %d bytes".formatted(size(), file.size()));
    }
    if (!isWhole(incomplete)) {
      discard();
    }
    return Files.move(incomplete, blob, StandardCopyOption.ATOMIC_MOVE);
  }

  private void request(long have, LongConsumer arrived) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    if (have > 0) {
      request.header("Range", "bytes=%d-".formatted(have));
    }
    HttpResponse<Path> response =
        hub.http()
            .send(
                request,
                hub.address(name, file.name()),
                Follow.ANYWHERE,
                from(have),
                new Arrival(this::size, file.size(), arrived));
    if (response.statusCode() == BEYOND_END) {
      Files.deleteIfExists(incomplete);
      throw new IOException("it has no bytes from %d on".formatted(have));
    }
    if (response.statusCode() >= ERROR) {
      throw new Refusals(hub.settings()).of(name, Optional.of(file.name()), response);
    }
    if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
      throw new IOException("it answers %d".formatted(response.statusCode()));
    }
  }

  /** Whoever does not know ranges sends all of the file again. */
  private BodyHandler<Path> from(long have) {
    return head -> {
      String range = head.headers().firstValue("Content-Range").orElse("");
      boolean goesOn =
          head.statusCode() == PARTIAL && range.startsWith("bytes %d-".formatted(have));
      OpenOption where = goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
      return goesOn || head.statusCode() == OK
          ? BodySubscribers.ofFile(
              incomplete, StandardOpenOption.CREATE, StandardOpenOption.WRITE, where)
          : BodySubscribers.replacing(incomplete);
    };
  }

  /** An earlier attempt's bytes may have been others; of a whole one they are the hub's. */
  private void discard() throws IOException {
    long size = size();
    String hash =
        BlobHash.of(file.etag()).isPresent() ? BlobHash.of(file.etag()).get().of(incomplete) : "?";
    Files.delete(incomplete);
    String wrong =
        "%d bytes came with the hash %s instead of %d with %s"
            .formatted(size, hash, file.size(), file.etag());
    if (wasDamaged) {
      throw new HubException(
          "Cannot fetch %s of %s: %s, twice; something between here and %s changes what it sends"
              .formatted(file.name(), name, wrong, hub.settings().endpoint()),
          null);
    }
    wasDamaged = true;
    throw new IOException(wrong);
  }
}
