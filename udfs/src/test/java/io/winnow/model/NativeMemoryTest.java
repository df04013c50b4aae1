package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeMemoryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 8 GiB",
        "CUDA error: out of memory",
        "RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 64 bytes. Error code 12",
        "std::bad_alloc",
        "RuntimeError: could not create a primitive"
      })
  void theEnginesWordsForAShortageAreKnown(String line) {
    String message =
        "The following operation failed in the interpreter.\n  at line 3\n" + line + "\n";

    assertThat(NativeMemory.shortage(new EngineException(message))).contains(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index out of range in self",
        "could not create a primitive descriptor for a matmul primitive",
        "CUDA error: device-side assert triggered",
        ""
      })
  void otherFailuresAreNone(String message) {
    assertThat(NativeMemory.shortage(new EngineException(message))).isEmpty();
  }

  @Test
  void aBufferOutsideOfTheHeapIsNativeMemoryTheHeapIsNot() {
    assertThat(
            NativeMemory.shortage(
                new OutOfMemoryError("Cannot reserve 8 bytes of direct buffer memory")))
        .isPresent();
    assertThat(NativeMemory.shortage(new OutOfMemoryError("Unable to allocate 3763200 bytes")))
        .isPresent();
    assertThat(NativeMemory.shortage(new OutOfMemoryError("Java heap space"))).isEmpty();
    assertThat(NativeMemory.shortage(new OutOfMemoryError())).isEmpty();
  }

  @Test
  void othersMaySayWhatTheyLike() {
    assertThat(NativeMemory.shortage(new IllegalStateException("out of memory"))).isEmpty();
  }
}
