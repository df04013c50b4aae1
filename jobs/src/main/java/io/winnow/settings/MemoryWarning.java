package io.winnow.settings;

import io.winnow.spark.memory.GrantedOverhead;
import java.util.Optional;

/** Says before a job computes that its resource manager would end what computes. */
public final class MemoryWarning {

  /** A figure to set is a multiple of this, in MiB. */
  private static final long STEP = 256;

  private MemoryWarning() {}

  /**
   * @param why what needs memory, such as {@code an executor that runs 4 tasks at once}
   * @param needed MiB outside of the heap
   * @return a line for the user; empty where the grant is enough
   */
  public static Optional<String> of(GrantedOverhead granted, String why, long needed) {
    if (granted.mebibytes() >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        "Warning: %s, but %s takes about %,d MiB outside of Java's heap and may be killed: set %s to %dm or more"
            .formatted(granted, why, needed, granted.key(), (needed + STEP - 1) / STEP * STEP));
  }
}
