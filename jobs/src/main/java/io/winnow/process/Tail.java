package io.winnow.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last of what a stream says, however much that is. */
final class Tail {

  private static final int MOST_BYTES = 16 * 1024;

  private final Thread reader;
  private byte[] last = {};

  private Tail(InputStream stream) {
    this.reader = new Thread(() -> read(stream), "winnow-child-errors");
    reader.setDaemon(true);
  }

  /** Reads the stream to its end, in a thread of its own. */
  static Tail of(InputStream stream) {
    Tail tail = new Tail(stream);
    tail.reader.start();
    return tail;
  }

  private void read(InputStream stream) {
    byte[] buffer = new byte[MOST_BYTES];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        add(buffer, count);
      }
    } catch (IOException e) {
      // The child has gone: what it said is there.
    }
  }

  private synchronized void add(byte[] buffer, int count) {
    byte[] all = Arrays.copyOf(last, last.length + count);
    System.arraycopy(buffer, 0, all, last.length, count);
    last = Arrays.copyOfRange(all, Math.max(0, all.length - MOST_BYTES), all.length);
  }

  /** Waits for the stream's end. */
  String text() throws InterruptedException {
    reader.join();
    synchronized (this) {
      return new String(last, StandardCharsets.UTF_8);
    }
  }
}
