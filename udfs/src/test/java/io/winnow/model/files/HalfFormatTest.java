package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HalfFormatTest {

  private static final int ALL = 1 << 16;

  /** IEEE 754-2008, 3.4: (-1)^s x 2^(e-15) x 1.f, and 2^-14 x 0.f where e is 0. */
  @Example
  void everyHalfIsWidenedToItsExactValue() {
    for (int bits = 0; bits < ALL; bits++) {
      int exponent = bits >> 10 & 31;
      double fraction = (bits & 1023) / 1024.0;
      double sign = bits < 0x8000 ? 1 : -1;
      double expected;
      if (exponent == 31) {
        expected = fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
      } else if (exponent == 0) {
        expected = sign * Math.pow(2, -14) * fraction;
      } else {
        expected = sign * Math.pow(2, exponent - 15) * (1 + fraction);
      }
      float widened = Tensor.HalfFormat.F16.widen((short) bits);
      assertThat(Double.compare(widened, expected)).as("half %04x", bits).isZero();
    }
  }

  @Example
  void everyBfloatIsTheUpperHalfOfASingleAndComesBack() {
    for (int bits = 0; bits < ALL; bits++) {
      float widened = Tensor.HalfFormat.BF16.widen((short) bits);
      assertThat(Float.floatToRawIntBits(widened)).as("bfloat %04x", bits).isEqualTo(bits << 16);
      int back = Tensor.HalfFormat.toBf16(widened) & 0xffff;
      if (Float.isNaN(widened)) {
        assertThat(Tensor.HalfFormat.BF16.widen((short) back)).isNaN();
      } else {
        assertThat(back).as("bfloat %04x", bits).isEqualTo(bits);
      }
    }
  }

  /** No bfloat16 is nearer; of two that are as near, the one whose last bit is 0. */
  @Property(tries = 1000)
  void singlesAreRoundedToTheNearestBfloatTiesToEven(@ForAll int bits) {
    float value = Float.intBitsToFloat(bits);
    short rounded = Tensor.HalfFormat.toBf16(value);
    if (Float.isNaN(value)) {
      assertThat(Tensor.HalfFormat.BF16.widen(rounded)).isNaN();
      return;
    }
    short below = (short) (bits >>> 16);
    short above = (short) (below + 1);
    int rest = bits & 0xffff;
    boolean up = rest > 0x8000 || (rest == 0x8000 && (below & 1) == 1);
    assertThat(rounded).isEqualTo(up ? above : below);
  }
}
