package io.winnow.contract.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.codec.Lz4RawDecompressor;
import org.apache.parquet.hadoop.codec.SnappyDecompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Decompresses pages like Parquet, but never to more than the budget has left: a header can claim
 * gigabytes, and some kilobytes can decompress to them.
 */
final class BoundedCodecs implements CompressionCodecFactory {

  private final CodecFactory codecs;
  private final Map<CompressionCodecName, Bounded> made = new EnumMap<>(CompressionCodecName.class);
  private final ReadBudget budget;

  BoundedCodecs(Configuration configuration, ReadBudget budget) {
    this.codecs = new CodecFactory(configuration, 0);
    this.budget = budget;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> made.computeIfAbsent(codec, Bounded::new);
      default ->
          throw new IllegalArgumentException(
              "it is compressed with %s; use zstd, snappy, gzip, lz4_raw or none".formatted(codec));
    };
  }

  @Override
  public void release() {
    codecs.release();
  }

  private final class Bounded implements BytesInputDecompressor {

    private final CompressionCodecName codec;
    private final BytesInputDecompressor streamed;

    /** Null where Parquet's own stream is used. */
    private final Decompressor atOnce;

    Bounded(CompressionCodecName codec) {
      this.codec = codec;
      this.streamed = codecs.getDecompressor(codec);
      // Parquet's streams of these two never end where a broken page has too few bytes.
      this.atOnce =
          switch (codec) {
            case SNAPPY -> new SnappyDecompressor();
            case LZ4_RAW -> new Lz4RawDecompressor();
            default -> null;
          };
    }

    @Override
    public BytesInput decompress(BytesInput packed, int size) throws IOException {
      budget.bytes(size);
      if (codec == CompressionCodecName.UNCOMPRESSED) {
        return packed;
      }
      return BytesInput.from(
          atOnce == null
              ? streamed.decompress(packed, size).toByteArray()
              : atOnce(packed.toByteArray(), size));
    }

    private byte[] atOnce(byte[] packed, int size) throws IOException {
      byte[] unpacked = new byte[size];
      if (size > 0) {
        if (codec == CompressionCodecName.SNAPPY) {
          requireSnappySize(packed, size);
        }
        atOnce.reset();
        atOnce.setInput(packed, 0, packed.length);
        int length = atOnce.decompress(unpacked, 0, size);
        if (length != size) {
          throw new IOException("a page of %d bytes has %d when unpacked".formatted(size, length));
        }
      }
      return unpacked;
    }

    @Override
    public void decompress(ByteBuffer in, int packedSize, ByteBuffer out, int size)
        throws IOException {
      ByteBuffer packed = in.duplicate();
      packed.limit(packed.position() + packedSize);
      out.put(decompress(BytesInput.from(packed), size).toByteBuffer());
    }

    @Override
    public void release() {
      streamed.release();
    }

    /** Snappy's own header says the size again, and its reader makes room for that. */
    private static void requireSnappySize(byte[] packed, int size) throws IOException {
      int claimed = BytesUtils.readUnsignedVarInt(new ByteArrayInputStream(packed));
      if (claimed != size) {
        throw new IOException(
            "a page of %d bytes claims %d when unpacked".formatted(size, claimed));
      }
    }
  }
}
