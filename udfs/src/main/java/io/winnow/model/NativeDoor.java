package io.winnow.model;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What all native work goes through that takes longer than a moment. A process that ends destroys
 * the C++ statics of its libraries, and a thread that is still in one of them crashes it: so the
 * end of the process shuts the door, and waits until those inside have come out.
 */
public final class NativeDoor {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Those inside read. */
  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

  private static volatile boolean isShut;

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(NativeDoor::shut, "winnow-native-door"));
    } catch (IllegalStateException e) {
      // The end has come before the first to go in.
      isShut = true;
    }
  }

  private NativeDoor() {}

  /**
   * Does work inside. It may come here again.
   *
   * @param work a batch, a step, the loading of a model: what ends soon
   * @throws CancellationException if the door is shut, because the process is ending
   */
  static <T> T inside(Supplier<T> work) {
    LOCK.readLock().lock();
    try {
      if (isShut) {
        throw new CancellationException("This process is ending");
      }
      return work.get();
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /** Lets nobody in any more, for good, and waits for those inside, for a bounded time. */
  public static void shut() {
    isShut = true;
    try {
      if (LOCK.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        // Those who wait are to learn why they can't come in.
        LOCK.writeLock().unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nobody is inside. */
  public static boolean isEmpty() {
    return LOCK.getReadLockCount() == 0;
  }
}
