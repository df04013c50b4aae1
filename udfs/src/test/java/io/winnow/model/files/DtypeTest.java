package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DtypeTest {

  private static final int ALL = 1 << 16;

  @Example
  void everyHalfThatIsWrittenAsOneComesBack() throws IOException {
    float[] all = new float[ALL];
    IntStream.range(0, ALL).forEach(i -> all[i] = Tensor.HalfFormat.F16.widen((short) i));

    ByteBuffer written = written(Tensor.of(all, ALL).as(Dtype.F16));

    for (int bits = 0; bits < ALL; bits++) {
      short back = written.getShort(bits * 2);
      if (Float.isNaN(all[bits])) {
        assertThat(Tensor.HalfFormat.F16.widen(back)).as("half %04x", bits).isNaN();
      } else {
        assertThat(back).as("half %04x", bits).isEqualTo((short) bits);
      }
    }
  }

  /** No half is nearer; of two that are as near, the one whose last bit is 0 (IEEE 754, 4.3.1). */
  @Property(tries = 500)
  void singlesAreRoundedToTheNearestHalfTiesToEven(@ForAll int bits, @ForAll boolean small)
      throws IOException {
    // Half of the tries where halves are dense: exponents from 2^-26 to 2^17.
    float value =
        Float.intBitsToFloat(
            small ? bits & 0x807fffff | 101 + Math.floorMod(bits >> 23, 44) << 23 : bits);
    short rounded = written(Tensor.of(new float[] {value}, 1).as(Dtype.F16)).getShort(0);
    if (Float.isNaN(value)) {
      assertThat(Tensor.HalfFormat.F16.widen(rounded)).isNaN();
      return;
    }
    assertThat(rounded).as("%s", value).isEqualTo(nearest(value));
  }

  /** By looking at all of them; beyond the largest one, 2^16 stands for infinity. */
  private static short nearest(float value) {
    int best = 0;
    for (int bits = 0; bits <= 0x7c00; bits++) {
      double half = bits == 0x7c00 ? 0x1p16 : Tensor.HalfFormat.F16.widen((short) bits);
      double other = best == 0x7c00 ? 0x1p16 : Tensor.HalfFormat.F16.widen((short) best);
      double distance = Math.abs(half - Math.min(Math.abs((double) value), 0x1p16));
      double least = Math.abs(other - Math.min(Math.abs((double) value), 0x1p16));
      if (distance < least || distance == least && (bits & 1) == 0) {
        best = bits;
      }
    }
    boolean isNegative = Float.floatToRawIntBits(value) < 0;
    return (short) (isNegative ? best | 0x8000 : best);
  }

  @Example
  void doublesHoldEverySingle() throws IOException {
    ByteBuffer written = written(Tensor.of(new float[] {0.1f, -1e-45f}, 2).as(Dtype.F64));

    assertThat(written.getDouble(0)).isEqualTo(0.1f);
    assertThat(written.getDouble(8)).isEqualTo(-1e-45f);
  }

  @Example
  void weightsAreNotWrittenAsIntegers() {
    assertThatThrownBy(() -> Tensor.of(new float[] {1}, 1).as(Dtype.I64))
        .hasMessage("Weights are written as F32, F16, BF16, F64, not as I64");
  }

  private static ByteBuffer written(TensorBytes tensor) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tensor.writeTo(Channels.newChannel(out));
    assertThat(out.size()).isEqualTo((int) tensor.bytes());
    return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }
}
