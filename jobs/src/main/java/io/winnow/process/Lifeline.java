package io.winnow.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process as soon as its parent has gone, however that went: the system closes a dead
 * process's pipes, also after SIGKILL.
 */
final class Lifeline {

  /** As after SIGHUP, which is what happened. */
  private static final int HUNG_UP = 128 + 1;

  private Lifeline() {}

  /**
   * @param fromParent never carries anything but its end
   */
  static void hold(InputStream fromParent) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (fromParent.read() >= 0) {
                  // Nothing is said there.
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
}
