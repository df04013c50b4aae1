package io.winnow.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Ends this process as soon as its parent has gone, however that went: the system closes a dead
 * process's pipes, also after SIGKILL. What comes through the pipe says no more than: go on.
 */
final class Lifeline {

  private static final Semaphore NODS = new Semaphore(0);

  /** As after SIGHUP, which is what happened. */
  private static final int HUNG_UP = 128 + 1;

  private Lifeline() {}

  /**
   * @param fromParent carries a byte each time that the child may go on, and ends with the parent
   */
  static void hold(InputStream fromParent) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (fromParent.read() >= 0) {
                  NODS.release();
                }
              } catch (IOException e) {
                // As good as its end.
              }
              HardExit.now(HUNG_UP);
            },
            "winnow-lifeline");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until the parent says once more that this process may go on. */
  static void await() {
    NODS.acquireUninterruptibly();
  }
}
