package io.winnow.contract.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/**
 * Looks at numbers written as differences, and at strings written with the share of the one before
 * (Parquet's Encodings page, DELTA_BINARY_PACKED and DELTA_BYTE_ARRAY).
 */
final class DeltaBlocks {

  private static final int LARGEST_BLOCK = 1 << 16;

  private DeltaBlocks() {}

  /**
   * @param in stays where it is
   * @return how many numbers there are, at most {@code values}
   */
  static int check(ByteBuffer in, int values) throws IOException {
    ByteBuffer header = in.duplicate();
    long block = LevelRuns.varint(header);
    long parts = LevelRuns.varint(header);
    long total = LevelRuns.varint(header);
    if (block == 0 || block > LARGEST_BLOCK || parts == 0 || 8 * parts > block) {
      throw new IOException("a page has blocks of %d numbers in %d parts".formatted(block, parts));
    }
    if (total > values) {
      throw new IOException("a page of %d values claims %d numbers".formatted(values, total));
    }
    return (int) total;
  }

  /**
   * @param mostBytes that all strings of the page may have together
   */
  static void checkStrings(ByteBuffer in, int values, long mostBytes) throws IOException {
    ByteBufferInputStream stream = ByteBufferInputStream.wrap(in);
    int[] shared = numbers(in, stream, values);
    ByteBuffer after = in.duplicate();
    after.position(in.position() + (int) stream.position());
    int[] own = numbers(after, stream, values);
    long all = 0;
    long before = 0;
    for (int i = 0; i < shared.length; i++) {
      if (i >= own.length || own[i] < 0 || shared[i] < 0 || shared[i] > before) {
        throw new IOException("a page shares more of a string than there is");
      }
      before = (long) shared[i] + own[i];
      all += before;
      if (all > mostBytes) {
        throw new IOException("a page has strings of more than %d bytes".formatted(mostBytes));
      }
    }
  }

  private static int[] numbers(ByteBuffer in, ByteBufferInputStream stream, int values)
      throws IOException {
    int[] numbers = new int[check(in, values)];
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    reader.initFromPage(values, stream);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = reader.readInteger();
    }
    return numbers;
  }
}
