package io.winnow.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The main class of every child: ties its life to the parent's and does its work. */
public final class ChildMain {

  /** What a child exits with whose work threw something. */
  public static final int FAILED = 1;

  /** What {@code -XX:+ExitOnOutOfMemoryError} ends a JVM with. */
  static final int OUT_OF_MEMORY = 3;

  private ChildMain() {}

  /**
   * @param arguments the class of the {@link ChildWork}, and what it gets
   */
  public static void main(String[] arguments) {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Locale.setDefault(Locale.ROOT);
    int code = 0;
    try {
      System.setIn(Lifeline.hold(System.in));
      ChildWork work =
          Class.forName(arguments[0])
              .asSubclass(ChildWork.class)
              .getDeclaredConstructor()
              .newInstance();
      work.run(List.of(arguments).subList(1, arguments.length), answers);
      answers.flush();
    } catch (OutOfMemoryError e) {
      // Not of the heap, which ends the JVM at once, but of buffers beside it.
      e.printStackTrace();
      code = OUT_OF_MEMORY;
    } catch (Throwable e) {
      e.printStackTrace();
      code = FAILED;
    }
    // Nothing that a child leaves is in its memory: no need to wait for threads or to clear up.
    answers.flush();
    HardExit.now(code);
  }

  /** Waits, in a child, for the parent to call {@link Child#nod} once more. */
  public static void awaitNod() {
    Lifeline.await();
  }
}
