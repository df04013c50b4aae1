package io.winnow.contract.parquet;

import io.winnow.contract.parquet.ReadBudget.Resource;
import io.winnow.files.TemporaryFolder;
import io.winnow.process.Child;
import io.winnow.process.ChildEnd;
import io.winnow.process.ChildJvm;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that reads, and the clock that it runs under. */
final class ReaderChild implements AutoCloseable {

  private static final long LOOK_MILLIS = 100;

  /** On a machine that is busy otherwise, a second of a processor takes long to come. */
  private static final int MOST_WALL = 60;

  private final TemporaryFolder folder;
  private final Child child;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Thread watch = new Thread(this::look, "winnow-reader-watch");

  /** Of the file that is read, in milliseconds; none is read if there is no limit. */
  private long begun;

  /** Since when there is no word of it. */
  private long silent;

  private long limit = Long.MAX_VALUE;
  private boolean isOver;
  private boolean isClosed;

  private ReaderChild(TemporaryFolder folder, Child child) {
    this.folder = folder;
    this.child = child;
    this.in = new DataInputStream(new BufferedInputStream(child.answerBytes(), 2 * Talk.BLOCK));
    this.out = new DataOutputStream(new BufferedOutputStream(child.requests()));
    watch.setDaemon(true);
    watch.start();
  }

  static ReaderChild start(int heapMegabytes) {
    TemporaryFolder folder = TemporaryFolder.create("winnow-reader");
    Child child;
    try {
      child =
          ChildJvm.in(folder.path())
              .heap(heapMegabytes)
              .option("-XX:MaxDirectMemorySize=64m")
              .start(ReadingWork.class, List.of());
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
    ReaderChild reader = new ReaderChild(folder, child);
    try {
      // The start is no file's time.
      reader.in.readByte();
      return reader;
    } catch (IOException e) {
      ReaderLostException lost = new ReaderLostException(child.end(), e);
      reader.close();
      throw lost;
    }
  }

  Path folder() {
    return folder.path();
  }

  DataInputStream answers() {
    return in;
  }

  DataOutputStream requests() {
    return out;
  }

  synchronized boolean isAlive() {
    return !isClosed && !isOver;
  }

  /** A file begins. */
  synchronized void watch(long millis) {
    begun = processorMillis();
    silent = System.nanoTime();
    limit = millis;
  }

  /** It has answered, or is asked for more: its time begins anew, as it may have had to wait. */
  synchronized void heard() {
    silent = System.nanoTime();
  }

  /** It has ended; the milliseconds that it took. */
  synchronized long unwatch() {
    limit = Long.MAX_VALUE;
    return processorMillis() - begun;
  }

  private long processorMillis() {
    return child.processorTime().map(Duration::toMillis).orElse(0L);
  }

  private void look() {
    try {
      while (!isClosed()) {
        Thread.sleep(LOOK_MILLIS);
        endLate();
      }
    } catch (InterruptedException e) {
      // It is closed.
    }
  }

  private synchronized boolean isClosed() {
    return isClosed;
  }

  private synchronized void endLate() {
    long wall = (System.nanoTime() - silent) / 1_000_000;
    if (limit != Long.MAX_VALUE
        && (processorMillis() - begun > limit || wall / MOST_WALL > limit)) {
      isOver = true;
      limit = Long.MAX_VALUE;
      child.close();
    }
  }

  /**
   * What to say of a file at which it ended.
   *
   * @throws ReaderLostException if the file is not to blame
   */
  IOException died(IOException e) {
    boolean isLate;
    synchronized (this) {
      isLate = isOver;
      isOver = true;
      limit = Long.MAX_VALUE;
    }
    if (isLate) {
      return new BeyondBudgetException(Resource.SECONDS);
    }
    if (e instanceof StreamCorruptedException) {
      // It goes on, who knows with what.
      child.close();
    }
    ChildEnd end = child.end();
    return switch (end.kind()) {
      case OUT_OF_MEMORY -> new BeyondBudgetException(Resource.HEAP_MEGABYTES);
      case CRASH -> new IOException("the process that read it " + end.clause(), e);
      default -> throw new ReaderLostException(end, e);
    };
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    watch.interrupt();
    child.close();
    folder.close();
  }
}
