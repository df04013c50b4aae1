package io.winnow.jobs.encoder;

/**
 * What the trial of a tokenizer may take. In proportion to its files: an honest one of a million
 * sub-words takes a quarter of both.
 *
 * @param seconds of the processor, all threads together
 * @param heapMegabytes of Java's heap
 * @param memoryMegabytes of the whole process
 */
record TrialBounds(long seconds, int heapMegabytes, int memoryMegabytes) {

  private static final int LEAST_SECONDS = 8;
  private static final int LEAST_MEGABYTES = 384;
  private static final int HEAP_FOR_EACH = 40;

  /**
   * @param bytes of its files
   */
  static TrialBounds of(long bytes) {
    int megabytes = Math.toIntExact((bytes >> 20) + 1);
    int heap = LEAST_MEGABYTES + HEAP_FOR_EACH * megabytes;
    return new TrialBounds(LEAST_SECONDS + 2L * megabytes, heap, 3 * heap);
  }
}
