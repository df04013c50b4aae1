package io.winnow.model;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Memory outside of Java's heap, where tensors lie: the processor's or a GPU's. */
final class NativeMemory {

  /** libtorch's errors reach Java without their kind: only by what they say. */
  private static final List<String> LIBTORCH =
      List.of("out of memory", "can't allocate memory", "bad_alloc", "cublas_status_alloc_failed");

  /** How lines of oneDNN's end; a primitive <em>descriptor</em> fails for another reason. */
  private static final List<String> ONEDNN =
      List.of("could not create a primitive", "could not execute a primitive");

  /** Of a direct buffer: by the JVM's own limit, or by the system's. Java's heap says neither. */
  private static final List<String> BUFFER = List.of("direct buffer memory", "unable to allocate");

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
      NativeHeap.trim();
    }
  }
}
