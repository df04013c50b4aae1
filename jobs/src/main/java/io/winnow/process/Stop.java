package io.winnow.process;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether this process has been told to end, and what it was doing. Once, for the whole process.
 */
public final class Stop {

  private static final CountDownLatch ASKED = new CountDownLatch(1);

  private static volatile String doing = "";

  private Stop() {}

  /** From now on {@link #check} throws, and no child lives. */
  public static void ask() {
    ASKED.countDown();
    Child.endAll();
  }

  public static boolean isAsked() {
    return ASKED.getCount() == 0;
  }

  /**
   * For what is about to begin.
   *
   * @throws CancellationException if this process is to end
   */
  public static void check() {
    if (isAsked()) {
      throw new CancellationException("This process is ending");
    }
  }

  /** Whether it is asked before so much time has passed. */
  static boolean isAskedWithin(Duration time) {
    try {
      return ASKED.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return isAsked();
    }
  }

  /** Begins something, for who has to say where it all stopped. */
  public static void doing(String what) {
    check();
    doing = what;
  }

  /** What was begun last; empty before anything was. */
  public static String doing() {
    return doing;
  }
}
