package io.winnow.model;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Memory outside of Java's heap, where tensors lie: the processor's or a GPU's. */
final class NativeMemory {

  /** libtorch's errors reach Java without a type: only the message identifies them. */
  private static final List<String> LIBTORCH =
      List.of("out of memory", "can't allocate memory", "bad_alloc", "cublas_status_alloc_failed");

  /** How lines of oneDNN's end; a primitive <em>descriptor</em> fails for another reason. */
  private static final List<String> ONEDNN =
      List.of("could not create a primitive", "could not execute a primitive");

  /** Of a direct buffer: by the JVM's own limit, or by the system's. Java's heap says neither. */
  private static final List<String> BUFFER = List.of("direct buffer memory", "unable to allocate");

  /** malloc_trim(3) of glibc; other C libraries have no such call and are left alone. */
  private static final Optional<Function> TRIM = findTrim();

  private NativeMemory() {}

  /**
   * @return the line that says so, if something failed because memory for tensors ran out
   */
  static Optional<String> shortage(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .filter(line -> tells(failure, line.strip().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static boolean tells(Throwable failure, String line) {
    if (failure instanceof OutOfMemoryError) {
      return BUFFER.stream().anyMatch(line::contains);
    }
    return failure instanceof EngineException
        && (LIBTORCH.stream().anyMatch(line::contains) || ONEDNN.stream().anyMatch(line::endsWith));
  }

  /** Gives back what the engine keeps for later and does not use. */
  static void release(Device device) {
    if (device.isGpu()) {
      JniUtils.emptyCudaCache();
    } else {
      trim();
    }
  }

  /**
   * Gives whole free pages of the C library's heap back to the system. Batches of ever other
   * lengths leave holes in it that glibc keeps, so that a process grows although nothing leaks.
   */
  static void trim() {
    TRIM.ifPresent(trim -> trim.invokeInt(new Object[] {0L}));
  }

  private static Optional<Function> findTrim() {
    try {
      return Optional.of(NativeLibrary.getProcess().getFunction("malloc_trim"));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  /**
   * Does work on a batch; where memory does not suffice for it, on its halves, down to single
   * items. Each item is worked on once, in order; whatever fails for another reason is thrown.
   *
   * @param work done whole or not at all: what fails leaves nothing behind
   * @param beforeRetry gives back what memory it can
   * @param tooLarge takes an item that does not fit even alone, and what said so
   * @return how often a batch was split
   */
  static <T> int halving(
      List<T> batch, Consumer<List<T>> work, Runnable beforeRetry, BiConsumer<T, String> tooLarge) {
    try {
      work.accept(batch);
      return 0;
    } catch (RuntimeException | OutOfMemoryError e) {
      Optional<String> shortage = shortage(e);
      if (shortage.isEmpty()) {
        throw e;
      }
      beforeRetry.run();
      if (batch.size() == 1) {
        tooLarge.accept(batch.get(0), shortage.get());
        return 0;
      }
    }
    int middle = batch.size() / 2;
    return 1
        + halving(batch.subList(0, middle), work, beforeRetry, tooLarge)
        + halving(batch.subList(middle, batch.size()), work, beforeRetry, tooLarge);
  }
}
