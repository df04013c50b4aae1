package io.winnow.jobs.encoder;

import io.winnow.process.HardExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Ends this process when it has taken more than it may: of the processor, whatever else the machine
 * has to do, and of memory, native code's included. Memory is known on Linux alone.
 */
final class ResourceWatch {

  private static final long MILLIS_BETWEEN = 20;
  private static final Path MEMORY = Path.of("/proc/self/statm");

  /** Linux has pages of 4 kB, and larger ones where memory is plenty. */
  private static final int PAGES_A_MEGABYTE = 256;

  private ResourceWatch() {}

  /**
   * @param seconds of the processor, from the process's start on
   * @param end hears what there was too much of, before the process ends
   */
  static void over(long seconds, int megabytes, Consumer<String> end) {
    Thread watch =
        new Thread(
            () -> {
              String tooMuch = "";
              while (tooMuch.isEmpty()) {
                sleep();
                tooMuch = tooMuch(seconds, megabytes);
              }
              end.accept(tooMuch);
              HardExit.now(0);
            },
            "winnow-resource-watch");
    watch.setDaemon(true);
    watch.setPriority(Thread.MAX_PRIORITY);
    watch.start();
  }

  private static void sleep() {
    try {
      Thread.sleep(MILLIS_BETWEEN);
    } catch (InterruptedException e) {
      // Nobody does that: it goes on.
    }
  }

  private static String tooMuch(long seconds, int megabytes) {
    Duration taken = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    if (taken.toSeconds() >= seconds) {
      return "its tokenizer takes more than %,d seconds of a processor for a few thousand words; its normalizer, its patterns or its added tokens are no model's"
          .formatted(seconds);
    }
    if (memory() > megabytes) {
      return "its tokenizer takes more than %,d MB of memory for a few thousand words; its normalizer, its patterns or its added tokens are no model's"
          .formatted(megabytes);
    }
    return "";
  }

  private static long memory() {
    try {
      return Long.parseLong(Files.readString(MEMORY).split(" ")[1]) / PAGES_A_MEGABYTE;
    } catch (IOException e) {
      return 0;
    }
  }
}
