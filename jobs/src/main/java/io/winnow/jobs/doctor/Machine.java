package io.winnow.jobs.doctor;

import java.util.List;

/**
 * What this process runs on.
 *
 * @param java version and vendor
 * @param javaFeature the version's first number
 * @param system operating system and processor architecture
 * @param cores that the process may use
 * @param heapBytes most that Java objects may take
 * @param memoryBytes of the machine, or of the container; 0 where the system doesn't tell
 */
public record Machine(
    String java, int javaFeature, String system, int cores, long heapBytes, long memoryBytes) {

  private static final int JAVA = 17;
  private static final double GIB = 1 << 30;

  /** Below that, Spark's driver and a training don't fit into a heap. */
  private static final double LEAST_HEAP_GIB = 1;

  /** Memory outside the heap that libtorch needs to train the bundled encoder. */
  private static final double NATIVE_GIB = 2;

  List<Finding> examine() {
    return List.of(
        ofJava(),
        Finding.good(
            "Cores",
            "%d, %s; this many sentences are predicted at a time".formatted(cores, system)),
        ofMemory());
  }

  private Finding ofJava() {
    if (javaFeature < JAVA) {
      return Finding.broken(
          "Java",
          "%s; Winnow needs %d".formatted(java, JAVA),
          "install a JDK %d and point JAVA_HOME at it".formatted(JAVA));
    }
    if (javaFeature > JAVA) {
      return Finding.poor(
          "Java",
          "%s; Spark 3.5 is made for %d".formatted(java, JAVA),
          "if Spark fails with unexpected errors, set JAVA_HOME to a JDK %d".formatted(JAVA));
    }
    return Finding.good("Java", java);
  }

  private Finding ofMemory() {
    double heap = heapBytes / GIB;
    double whole = memoryBytes / GIB;
    String found = "heap of at most %.1f GiB, %.1f GiB in all".formatted(heap, whole);
    if (heap < LEAST_HEAP_GIB) {
      return Finding.poor(
          "Memory",
          found,
          "give it %.0f GiB or more: WINNOW_HEAP=2g, or --driver-memory with spark-submit"
              .formatted(LEAST_HEAP_GIB));
    }
    if (whole > 0 && whole < heap + NATIVE_GIB) {
      return Finding.poor(
          "Memory",
          found,
          "the model needs about %.0f GiB outside the heap: set WINNOW_HEAP=%.0fg or less"
              .formatted(NATIVE_GIB, Math.max(1, Math.floor(whole - NATIVE_GIB))));
    }
    return Finding.good("Memory", found);
  }
}
