package io.winnow.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two imports on a machine from fetching the same blob at once: the second waits and finds
 * it. The hub's own client locks otherwise (flock) and is not kept out; what both would write, the
 * blob's hash finds damaged, and it is fetched again.
 */
record BlobLock(FileChannel channel) {

  private static final long POLL_MILLIS = 200;

  static BlobLock take(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (tryLock(channel) == null) {
        Thread.sleep(POLL_MILLIS);
      }
      return new BlobLock(channel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new HubException("The import was interrupted while it waited for " + file, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Null while somebody else has it, in this process or another. */
  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  void close() throws IOException {
    channel.close();
  }
}
