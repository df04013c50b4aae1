package io.winnow.contract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes, the same way for the same seed. */
public final class Mutator {

  private static final int[] TELLING = {
    0,
    1,
    -1,
    2,
    7,
    8,
    127,
    128,
    255,
    256,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    0x7fffffff,
    0x80000000,
    0x7ffffff8,
    0x40000000,
    0x01000000,
    -2,
    -8
  };

  private final Random random;

  public Mutator(Random random) {
    this.random = random;
  }

  /** One to four changes, most of them between two places. */
  public byte[] mutate(byte[] bytes, int from, int to) {
    byte[] changed = bytes;
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && changed.length > 0; i++) {
      int end = Math.min(to, changed.length);
      int start = Math.min(from, end - 1);
      changed = change(changed, start + random.nextInt(end - start));
    }
    return changed;
  }

  private byte[] change(byte[] bytes, int at) {
    int length = 1 + random.nextInt(Math.min(bytes.length - at, 1 + random.nextInt(64)));
    return switch (random.nextInt(10)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> filled(bytes, at, length, (byte) 0);
      case 2 -> filled(bytes, at, length, (byte) 0xff);
      case 3 -> joined(bytes, at + length, bytes, at);
      case 4 -> joined(bytes, at, bytes, at + length);
      case 5 -> number(bytes, at);
      case 6 -> varint(bytes, at);
      case 7, 8 -> {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        yield changed;
      }
      default -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
    };
  }

  private static byte[] filled(byte[] bytes, int at, int length, byte value) {
    byte[] changed = bytes.clone();
    Arrays.fill(changed, at, at + length, value);
    return changed;
  }

  private static byte[] joined(byte[] head, int headEnd, byte[] tail, int tailStart) {
    byte[] changed = Arrays.copyOf(head, headEnd + tail.length - tailStart);
    System.arraycopy(tail, tailStart, changed, headEnd, tail.length - tailStart);
    return changed;
  }

  private byte[] number(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    byte[] number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(telling()).array();
    System.arraycopy(number, 0, changed, at, Math.min(4, bytes.length - at));
    return changed;
  }

  /** Makes a number of five bytes where one of a byte may stand. */
  private byte[] varint(byte[] bytes, int at) {
    int value = telling();
    byte[] number = new byte[5];
    int size = 0;
    do {
      number[size] = (byte) (value & 0x7f | (value >>> 7 == 0 ? 0 : 0x80));
      value >>>= 7;
      size++;
    } while (value != 0);
    byte[] head = joined(bytes, at, Arrays.copyOf(number, size), 0);
    return joined(head, head.length, bytes, at + 1);
  }

  public int telling() {
    return random.nextInt(3) == 0 ? random.nextInt() : TELLING[random.nextInt(TELLING.length)];
  }
}
