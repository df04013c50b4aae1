package io.winnow.model;

/** The two 16-bit number formats. */
enum HalfFormat {
  /** bfloat16: the upper half of a single. */
  BF16 {
    @Override
    float widen(short bits) {
      return Float.intBitsToFloat(bits << 16);
    }
  },
  /** IEEE 754 binary16. */
  F16 {
    @Override
    float widen(short bits) {
      int sign = (bits & 0x8000) << 16;
      int exponent = (bits >>> 10) & 0x1f;
      int fraction = bits & 0x3ff;
      if (exponent == 0) {
        float magnitude = fraction * 0x1p-24f;
        return sign == 0 ? magnitude : -magnitude;
      }
      int widened = exponent == 0x1f ? 0xff : exponent - 15 + 127;
      return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
    }
  };

  abstract float widen(short bits);

  /** A single as bfloat16, rounded to the nearest, ties to even. */
  static short toBf16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
  }
}
