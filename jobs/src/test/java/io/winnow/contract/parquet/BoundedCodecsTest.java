package io.winnow.contract.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forged page may claim. */
class BoundedCodecsTest {

  @ParameterizedTest
  @EnumSource(names = {"SNAPPY", "LZ4_RAW", "GZIP", "ZSTD"})
  void aPageThatClaimsGigabytesIsRefused(CompressionCodecName codec) {
    assertThatThrownBy(() -> unpack(codec, new byte[] {0}, Integer.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .isInstanceOf(BeyondBudgetException.class);
    assertThatThrownBy(() -> unpack(codec, new byte[] {0}, -1)).isInstanceOf(IOException.class);
  }

  @Test
  void allPagesTogetherMayNotUnpackToMoreThanTheBudgetHas() {
    BoundedCodecs codecs = codecs(3 << 20);
    var lz4 = codecs.getDecompressor(CompressionCodecName.LZ4_RAW);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> lz4.decompress(BytesInput.from(new byte[] {0}), 1 << 20))
          .hasMessageContaining("has 0 when unpacked");
    }
    assertThatThrownBy(() -> lz4.decompress(BytesInput.from(new byte[] {0}), 1))
        .isInstanceOf(BeyondBudgetException.class);
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

  private static BytesInput unpack(CompressionCodecName codec, byte[] packed, int size)
      throws IOException {
    return codecs(1 << 20).getDecompressor(codec).decompress(BytesInput.from(packed), size);
  }

  private static BoundedCodecs codecs(long bytes) {
    return new BoundedCodecs(
        new Configuration(), new ReadBudget(new ReadBudget.Amounts(0, 0, bytes, 0)));
  }
}
