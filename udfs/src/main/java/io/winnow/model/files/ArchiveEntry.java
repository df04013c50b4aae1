package io.winnow.model.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * An entry of a ZIP archive.
 *
 * @param method how its bytes are compressed; 0: not at all
 * @param crc their CRC-32, before they were compressed
 * @param header where the local header before them begins in the file
 * @param begin where they begin
 * @param size how many they are, after they were compressed
 */
record ArchiveEntry(String name, int method, long crc, long header, long begin, long size) {

  /** What an entry takes in the archive's directory, at least. */
  static final int CENTRAL_BYTES = 46;

  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int EXTRA_64 = 1;
  private static final long IN_EXTRA_64 = 0xffffffffL;
  private static final int ENCRYPTED = 1;
  private static final int CHUNK_BYTES = 1 << 20;

  /** Behind its last byte. */
  long end() {
    return begin + size;
  }

  /**
   * Checks its bytes.
   *
   * @throws InvalidModelException if they are compressed, or others than were written
   */
  void verify(String file, FileChannel channel) throws IOException {
    if (method != 0) {
      throw new InvalidModelException(
          "%s: '%s' is compressed, which PyTorch does not do; pack the archive again, stored only"
              .formatted(file, name));
    }
    CRC32 there = new CRC32();
    for (long at = begin; at < end(); at += CHUNK_BYTES) {
      there.update(ChannelBytes.read(channel, at, (int) Math.min(CHUNK_BYTES, end() - at)));
    }
    if (there.getValue() != crc) {
      throw new InvalidModelException(
          ("%s is damaged: '%s' has CRC-32 %08x, its archive's directory says %08x; copy it again"
                  + " (or, where it was saved under torch.serialization.set_crc32_options(False),"
                  + " save it again without)")
              .formatted(file, name, there.getValue(), crc));
    }
  }

  /**
   * The next one of a directory.
   *
   * @throws InvalidModelException if there is none, or none that the file can have
   */
  static ArchiveEntry next(String file, FileChannel channel, ByteBuffer directory)
      throws IOException {
    int at = directory.position();
    if (directory.remaining() < CENTRAL_BYTES || directory.getInt(at) != CENTRAL) {
      throw damaged(file, "entry in its directory", "is none");
    }
    int nameBytes = uint2(directory, at + 28);
    int extraBytes = uint2(directory, at + 30);
    int end = at + CENTRAL_BYTES + nameBytes + extraBytes + uint2(directory, at + 32);
    if (end > directory.limit()) {
      throw damaged(file, "entry in its directory", "is cut short");
    }
    directory.position(end);
    String name = text(directory, at + CENTRAL_BYTES, nameBytes);
    if ((directory.getShort(at + 8) & ENCRYPTED) != 0) {
      throw damaged(file, name, "is encrypted");
    }
    ByteBuffer extra = extra64(directory.slice(at + CENTRAL_BYTES + nameBytes, extraBytes));
    long whole = wide(directory.getInt(at + 24), extra);
    long stored = wide(directory.getInt(at + 20), extra);
    long header = wide(directory.getInt(at + 42), extra);
    int method = uint2(directory, at + 10);
    if (stored < 0 || header < 0 || method == 0 && whole != stored) {
      throw damaged(file, name, "has %d bytes, of which %d are stored".formatted(whole, stored));
    }
    long crc = Integer.toUnsignedLong(directory.getInt(at + 16));
    long begin = begin(file, channel, name, header);
    if (stored > channel.size() - begin) {
      throw new EOFException(name);
    }
    return new ArchiveEntry(name, method, crc, header, begin, stored);
  }

  /** Behind the local header, which repeats the name and may have other extra fields. */
  private static long begin(String file, FileChannel channel, String name, long header)
      throws IOException {
    ByteBuffer local = ChannelBytes.read(channel, header, LOCAL_BYTES);
    int nameBytes = uint2(local, 26);
    ByteBuffer there = ChannelBytes.read(channel, header + LOCAL_BYTES, nameBytes);
    if (local.getInt(0) != LOCAL || !text(there, 0, nameBytes).equals(name)) {
      throw damaged(file, name, "is not where the directory says");
    }
    return header + LOCAL_BYTES + nameBytes + uint2(local, 28);
  }

  /** The extra field with those of the three numbers that need 64 bits; empty: none does. */
  private static ByteBuffer extra64(ByteBuffer extra) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 4 <= extra.limit(); ) {
      int bytes = uint2(extra, at + 2);
      if (uint2(extra, at) == EXTRA_64 && bytes <= extra.limit() - at - 4) {
        return extra.slice(at + 4, bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      at += 4 + bytes;
    }
    return ByteBuffer.allocate(0);
  }

  /** -1 where the field for it is missing. */
  private static long wide(int narrow, ByteBuffer extra) {
    long number = Integer.toUnsignedLong(narrow);
    if (number != IN_EXTRA_64) {
      return number;
    }
    return extra.remaining() < Long.BYTES ? -1 : extra.getLong();
  }

  private static int uint2(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private static String text(ByteBuffer bytes, int at, int count) {
    byte[] text = new byte[count];
    bytes.get(at, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static InvalidModelException damaged(String file, String name, String why) {
    return new InvalidModelException(
        "%s is a damaged ZIP archive: '%s' %s; copy it again".formatted(file, name, why));
  }
}
