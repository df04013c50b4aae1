package io.winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules; {@link FakeGpusTest} has Spark's own tasks. */
class TaskDeviceTest {

  @Test
  void anAddressIsTheNumberThatCudaCountsBy() {
    assertThat(TaskDevice.number("0")).isZero();
    assertThat(TaskDevice.number("15")).isEqualTo(15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GPU-8f3c3b1e-1111-2222-3333-444455556666",
        "MIG-4c5d1d2f-1111-2222-3333-444455556666",
        "0:1",
        "-1",
        "",
        "99999999999"
      })
  void aNameIsRefusedWithTheWayOut(String address) {
    assertThatThrownBy(() -> TaskDevice.number(address))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Spark gave a task the GPU address '%s', which isn't a number that CUDA counts GPUs by; use a discovery script that prints numbers, such as conf/get-gpus.sh"
                .formatted(address));
  }

  @Test
  void aGpuThatCudaDoesNotCountIsRefused() {
    assertThatThrownBy(() -> TaskDevice.check(2, OptionalInt.of(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Spark gave a task GPU 2, but CUDA in this executor counts 2, from 0")
        .hasMessageContaining("CUDA_VISIBLE_DEVICES");
  }

  @Test
  void aGpuThatCudaCountsOrCannotDenyIsTaken() {
    assertThatCode(() -> TaskDevice.check(1, OptionalInt.of(2))).doesNotThrowAnyException();
    assertThatCode(() -> TaskDevice.check(1, OptionalInt.of(0))).doesNotThrowAnyException();
  }

  @Test
  void nativesForProcessorsRefuseAGpu() {
    assertThatThrownBy(() -> TaskDevice.check(3, OptionalInt.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "Spark gave a task GPU 3, but libtorch 2.7.1 in this executor computes on processors"
                + " only")
        .hasMessageContaining("-Pcuda")
        .hasMessageContaining("spark.task.resource.gpu.amount");
  }
}
