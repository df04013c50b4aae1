package io.winnow.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
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
   * @param fromParent carries what the parent says, and ends with the parent; a byte is also a sign
   *     that the child may go on
   * @return what the parent says
   */
  static InputStream hold(InputStream fromParent) throws IOException {
    PipedInputStream said = new PipedInputStream();
    PipedOutputStream hand = new PipedOutputStream(said);
    Thread thread =
        new Thread(
            () -> {
              try {
                byte[] buffer = new byte[1024];
                for (int n = fromParent.read(buffer); n >= 0; n = fromParent.read(buffer)) {
                  NODS.release(n);
                  hand.write(buffer, 0, n);
                  // It wakes the reader, who else looks once a second.
                  hand.flush();
                }
              } catch (IOException e) {
                // As good as its end.
              }
              HardExit.now(HUNG_UP);
            },
            "winnow-lifeline");
    thread.setDaemon(true);
    thread.start();
    return said;
  }

  /** Waits until the parent says once more that this process may go on. */
  static void await() {
    NODS.acquireUninterruptibly();
  }
}
