package io.winnow.contract.parquet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forged page, footer or run of numbers may claim. */
class ParquetGuardsTest {

  @ParameterizedTest
  @EnumSource(names = {"SNAPPY", "LZ4_RAW", "GZIP", "ZSTD"})
  void aPageThatClaimsGigabytesIsRefused(CompressionCodecName codec) {
    assertThatThrownBy(() -> unpack(codec, new byte[] {0}, Integer.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a page claims 2147483647 bytes when unpacked");
    assertThatThrownBy(() -> unpack(codec, new byte[] {0}, -1)).isInstanceOf(IOException.class);
  }

  @Test
  void allPagesTogetherMayNotUnpackToMoreThanTheFileAllows() throws IOException {
    BoundedCodecs codecs = new BoundedCodecs(new Configuration(), new ReadLimits(10));
    var lz4 = codecs.getDecompressor(CompressionCodecName.LZ4_RAW);
    for (int i = 0; i < 16; i++) {
      assertThatThrownBy(() -> lz4.decompress(BytesInput.from(new byte[] {0}), 1 << 20))
          .hasMessageContaining("has 0 when unpacked");
    }
    assertThatThrownBy(() -> lz4.decompress(BytesInput.from(new byte[] {0}), 1 << 20))
        .hasMessageContaining("allow for 16787216 a page and 16787216 in all");
  }

  @Test
  void aPageThatUnpacksToNothingIsNoReasonToWait() {
    assertThatThrownBy(() -> unpack(CompressionCodecName.LZ4_RAW, new byte[] {0}, 10))
        .hasMessage("a page of 10 bytes has 0 when unpacked");
  }

  @Test
  void snappysOwnSizeMustBeThatOfThePage() {
    byte[] claimsTwoGigabytes = {-1, -1, -1, -1, 7, 0};
    assertThatThrownBy(() -> unpack(CompressionCodecName.SNAPPY, claimsTwoGigabytes, 10))
        .hasMessage("a page of 10 bytes claims 2147483647 when unpacked");
  }

  @Test
  void otherCompressionsAreNamedWithThoseThatDo() {
    assertThatThrownBy(() -> unpack(CompressionCodecName.BROTLI, new byte[] {0}, 1))
        .hasMessage("it is compressed with BROTLI; use zstd, snappy, gzip, lz4_raw or none");
  }

  @Test
  void aRunLongerThanThePageIsRefused() {
    assertThatThrownBy(() -> PackedNumbers.checkRuns(varint(1L << 30 | 1), 1, 20))
        .hasMessage("a page of 20 values claims a run of 4294967296");
    assertThatThrownBy(() -> PackedNumbers.checkRuns(varint(3), 33, 20))
        .hasMessageContaining("33 bits");
    assertThatCode(() -> PackedNumbers.checkRuns(varint(40), 0, 20)).doesNotThrowAnyException();
  }

  @Test
  void moreNumbersThanValuesAreRefused() {
    assertThatThrownBy(() -> PackedNumbers.checkBlocks(varint(128, 4, 1 << 30), 20))
        .hasMessage("a page of 20 values claims 1073741824 numbers");
    assertThatThrownBy(() -> PackedNumbers.checkBlocks(varint(128, 1 << 30, 20), 20))
        .hasMessage("a page has blocks of 128 numbers in 1073741824 parts");
    assertThatThrownBy(() -> PackedNumbers.checkBlocks(varint(0, 0, 20), 20))
        .hasMessageContaining("blocks of 0");
  }

  @Test
  void aStringThatSharesMoreThanThereIsIsRefused() {
    // One number each, the first and only one in the header: 7 shared (zigzag 14), 1 own.
    assertThatThrownBy(() -> PackedNumbers.checkStrings(varint(128, 4, 1, 14, 128, 4, 1, 2), 1, 99))
        .hasMessage("a page shares more of a string than there is");
  }

  @Test
  void metadataMayNotClaimMoreThanThereIs() {
    assertThatThrownBy(() -> walk(0x18, 0xff, 0xff, 0xff, 0xff, 0x07))
        .hasMessage("metadata claims 2147483647 more bytes, there are 0");
    assertThatThrownBy(() -> walk(0x19, 0xfc, 0xff, 0xff, 0x7f))
        .hasMessageContaining("metadata claims 2097151 more bytes");
    assertThatThrownBy(() -> walk(0x1b, 0xff, 0x7f)).hasMessageContaining("claims 16383 more");
    assertThatThrownBy(() -> walk(0x15, 0x02)).hasMessageContaining("claims 1 more");
  }

  @Test
  void metadataMayNotBeNestedWithoutEnd() {
    int[] nested = new int[100_000];
    Arrays.fill(nested, 0x1c);
    assertThatThrownBy(() -> walk(nested))
        .hasMessage("metadata is nested more than 24 levels deep");
  }

  private static BytesInput unpack(CompressionCodecName codec, byte[] packed, int size)
      throws IOException {
    return new BoundedCodecs(new Configuration(), new ReadLimits(100))
        .getDecompressor(codec)
        .decompress(BytesInput.from(packed), size);
  }

  private static void walk(int... bytes) throws IOException {
    byte[] struct = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      struct[i] = (byte) bytes[i];
    }
    new CompactThrift(new ByteArrayInputStream(struct), struct.length, (path, levels, value) -> {})
        .walk();
  }

  private static ByteBuffer varint(long... values) {
    ByteBuffer out = ByteBuffer.allocate(64);
    for (long value : values) {
      long left = value;
      while (left >>> 7 != 0) {
        out.put((byte) (left & 0x7f | 0x80));
        left >>>= 7;
      }
      out.put((byte) left);
    }
    return out.flip().slice();
  }
}
