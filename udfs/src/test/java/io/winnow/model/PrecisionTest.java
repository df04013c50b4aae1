package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "flags\t\t: fpu vme sse4_2 avx2 avx512f avx512_bf16 amx_tile; true",
        "flags\t\t: fpu avx512f amx_bf16 amx_tile amx_int8; true",
        "flags\t\t: fpu vme sse4_2 avx2 avx512f avx512bw avx512_vnni; false",
        "Features\t: fp asimd evtstrm aes sve i8mm bf16 dgh; true",
        "Features\t: fp asimd evtstrm aes; false",
        "model name\t: bf16 of no meaning; false",
        "vmx flags\t: avx512_bf16; false",
        "flags\t\t:; false",
      })
  void bf16IsReadFromTheFlagsLine(String line, boolean expected) {
    List<String> info = List.of("processor\t: 0", "vendor_id\t: GenuineIntel", line, "");

    assertThat(Precision.anyBf16(info)).isEqualTo(expected);
  }

  @Test
  void noLinesAreNoFlags() {
    assertThat(Precision.anyBf16(List.of())).isFalse();
  }

  @Test
  void whatIsAskedForIsTakenAndAutoIsSettled() {
    assertThat(Precision.FP32.on(Device.cpu())).isEqualTo(Precision.FP32);
    assertThat(Precision.BF16.on(Device.cpu())).isEqualTo(Precision.BF16);
    assertThat(Precision.FP32.on(Device.gpu())).isEqualTo(Precision.FP32);
    assertThat(Precision.AUTO.on(Device.gpu())).isEqualTo(Precision.BF16);
    assertThat(Precision.AUTO.on(Device.cpu()))
        .isEqualTo(Precision.processorHasBf16() ? Precision.BF16 : Precision.FP32);
  }
}
