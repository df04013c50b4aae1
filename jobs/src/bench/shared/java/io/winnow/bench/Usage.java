package io.winnow.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has used so far.
 *
 * @param wallSeconds since some fixed moment
 * @param cpuSeconds of all its threads
 * @param residentMiB memory in RAM now, native memory included (Linux only, else 0)
 * @param heapMiB Java objects, garbage included
 */
public record Usage(double wallSeconds, double cpuSeconds, long residentMiB, long heapMiB) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double NANOS = 1e9;

  public static Usage now() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Runtime runtime = Runtime.getRuntime();
    return new Usage(
        System.nanoTime() / NANOS,
        system.getProcessCpuTime() / NANOS,
        status("VmRSS:"),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  /** Seconds from an earlier moment to this one; memory as it is at this one. */
  public Usage since(Usage earlier) {
    return new Usage(
        wallSeconds - earlier.wallSeconds,
        cpuSeconds - earlier.cpuSeconds,
        residentMiB,
        heapMiB);
  }

  /** The most memory in RAM that this process ever had (Linux only, else 0). */
  public static long highestResidentMiB() {
    return status("VmHWM:");
  }

  private static long status(String field) {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      return Files.readAllLines(STATUS).stream()
              .filter(line -> line.startsWith(field))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          >> 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
