package io.winnow.model;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Optional;

/**
 * The C library's heap, where libtorch's tensors lie. Batches of ever other lengths leave holes in
 * it that glibc keeps, so that a process grows although nothing leaks; now and then it is told to
 * give whole free pages back (malloc_trim(3)). Other C libraries have no such call and are left
 * alone.
 */
final class NativeHeap {

  private static final Optional<Function> TRIM = find();

  private NativeHeap() {}

  static void trim() {
    TRIM.ifPresent(trim -> trim.invokeInt(new Object[] {0L}));
  }

  private static Optional<Function> find() {
    try {
      return Optional.of(NativeLibrary.getProcess().getFunction("malloc_trim"));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }
}
