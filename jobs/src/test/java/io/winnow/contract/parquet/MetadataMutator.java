package io.winnow.contract.parquet;

import io.winnow.contract.Mutator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Puts other numbers into a footer or a page's header, so that it stays well-formed and lies:
 * sizes, counts, offsets, types, encodings and codecs are all numbers there.
 */
public final class MetadataMutator {

  private static final int TAIL = 8;

  /** Beyond the last type, encoding and codec. */
  private static final int KINDS = 12;

  private final Random random;
  private final Mutator numbers;

  public MetadataMutator(Random random) {
    this.random = random;
    this.numbers = new Mutator(random);
  }

  /** Lies in the footer. */
  public byte[] footer(byte[] file) throws IOException {
    int start = footerStart(file);
    byte[] footer = new byte[file.length - TAIL - start];
    System.arraycopy(file, start, footer, 0, footer.length);
    int lies = 1 + random.nextInt(3);
    for (int i = 0; i < lies; i++) {
      footer = lie(footer, 0);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, start);
    out.write(footer);
    out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array());
    out.write(file, file.length - 4, 4);
    return out.toByteArray();
  }

  /** Lies in a page's header; the page moves where the header grows. */
  public byte[] page(byte[] file, List<Integer> headers) throws IOException {
    return lie(file, headers.get(random.nextInt(headers.size())));
  }

  public static int footerStart(byte[] file) {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - TAIL);
    return file.length - TAIL - length;
  }

  private byte[] lie(byte[] bytes, int start) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes, start, bytes.length - start);
    List<Integer> ends = new ArrayList<>();
    try {
      new CompactThrift(
              in,
              bytes.length - start,
              (path, levels, value) -> ends.add(bytes.length - in.available()))
          .walk();
    } catch (IOException e) {
      // An earlier lie broke it; what was read until there can still be changed.
    }
    if (ends.isEmpty()) {
      return bytes;
    }
    int end = ends.get(random.nextInt(ends.size()));
    int begin = end - 1;
    while (begin > start && bytes[begin - 1] < 0) {
      begin--;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, begin);
    out.write(varint(number()));
    out.write(bytes, end, bytes.length - end);
    return out.toByteArray();
  }

  private long number() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt(KINDS);
      default -> numbers.telling();
    };
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = value << 1 ^ value >> 63;
    while (left >>> 7 != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }
}
