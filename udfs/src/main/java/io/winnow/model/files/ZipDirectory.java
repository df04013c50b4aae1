package io.winnow.model.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Where a ZIP archive has its entries (PKWARE, APPNOTE 6.3, sections 4.3 and 4.5.3): what
 * java.util.zip does not tell, and mapping them into memory needs. All that the directory says is
 * checked against the file before anything of that size is read.
 */
final class ZipDirectory {

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END_64_PLACE = 0x07064b50;
  private static final int END_64_PLACE_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_BYTES = 56;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int EXTRA_64 = 1;
  private static final long IN_EXTRA_64 = 0xffffffffL;
  private static final int ENCRYPTED = 1;
  private static final int MAX_BYTES = 32 << 20;
  private static final int CHUNK_BYTES = 1 << 20;

  /**
   * An entry's bytes.
   *
   * @param method how they are compressed; 0: not at all
   * @param crc their CRC-32, before they were compressed
   * @param header where the local header before them begins
   * @param begin the first one's place in the file
   * @param size how many they are, after they were compressed
   */
  record Entry(String name, int method, long crc, long header, long begin, long size) {

    long end() {
      return begin + size;
    }
  }

  private final String file;
  private final FileChannel channel;
  private final long size;

  private ZipDirectory(String file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
  }

  /**
   * All entries by name.
   *
   * @throws InvalidModelException if the archive is damaged
   */
  static Map<String, Entry> read(String file, FileChannel channel) throws IOException {
    try {
      return new ZipDirectory(file, channel).entries();
    } catch (EOFException e) {
      throw new InvalidModelException(
          "%s is cut short: its directory refers to bytes beyond its %d; copy it again"
              .formatted(file, channel.size()),
          e);
    }
  }

  /**
   * Checks an entry's bytes.
   *
   * @throws InvalidModelException if they are compressed, or others than were written
   */
  static void verify(String file, FileChannel channel, Entry entry) throws IOException {
    if (entry.method() != 0) {
      throw new InvalidModelException(
          "%s: '%s' is compressed, which PyTorch does not do; pack the archive again, stored only"
              .formatted(file, entry.name()));
    }
    CRC32 crc = new CRC32();
    for (long at = entry.begin(); at < entry.end(); at += CHUNK_BYTES) {
      crc.update(read(channel, at, (int) Math.min(CHUNK_BYTES, entry.end() - at)));
    }
    if (crc.getValue() != entry.crc()) {
      throw new InvalidModelException(
          ("%s is damaged: '%s' has CRC-32 %08x, its archive's directory says %08x; copy it again"
                  + " (or, where it was saved under torch.serialization.set_crc32_options(False),"
                  + " save it again without)")
              .formatted(file, entry.name(), crc.getValue(), entry.crc()));
    }
  }

  private Map<String, Entry> entries() throws IOException {
    long end = end();
    ByteBuffer last = read(channel, end, END_BYTES);
    long count = Short.toUnsignedLong(last.getShort(10));
    long bytes = Integer.toUnsignedLong(last.getInt(12));
    long begin = Integer.toUnsignedLong(last.getInt(16));
    if (end >= END_64_PLACE_BYTES) {
      ByteBuffer place = read(channel, end - END_64_PLACE_BYTES, END_64_PLACE_BYTES);
      if (place.getInt(0) == END_64_PLACE) {
        ByteBuffer wide = read(channel, place.getLong(8), END_64_BYTES);
        if (wide.getInt(0) != END_64) {
          throw damaged("its end refers to something else than its directory's size");
        }
        count = wide.getLong(32);
        bytes = wide.getLong(40);
        begin = wide.getLong(48);
      }
    }
    if (bytes < 0 || bytes > MAX_BYTES || count < 0 || count > bytes / CENTRAL_BYTES) {
      throw damaged(
          "its directory has %d entries in %d bytes, of at most %d"
              .formatted(count, bytes, MAX_BYTES));
    }
    if (begin < 0 || begin > end - bytes) {
      throw damaged("its directory of %d bytes begins at byte %d".formatted(bytes, begin));
    }
    return entries(read(channel, begin, (int) bytes), count, begin);
  }

  /** The end of central directory record is followed by a comment, whose length it gives. */
  private long end() throws IOException {
    int count = (int) Math.min(size, END_BYTES + 0xffff);
    ByteBuffer tail = read(channel, size - count, count);
    for (int at = count - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END
          && at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + 20)) == count) {
        return size - count + at;
      }
    }
    throw new InvalidModelException(
        "%s is cut short: it begins as a ZIP archive and has no directory at its end; copy it again"
            .formatted(file));
  }

  private Map<String, Entry> entries(ByteBuffer directory, long count, long limit)
      throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      Entry entry = entry(directory);
      if (entries.put(entry.name(), entry) != null) {
        throw damaged("it has '%s' twice".formatted(entry.name()));
      }
    }
    List<Entry> byPlace = new ArrayList<>(entries.values());
    byPlace.sort(Comparator.comparingLong(Entry::header));
    long end = 0;
    for (Entry entry : byPlace) {
      if (entry.header() < end || entry.end() > limit) {
        throw damaged(
            "'%s' with its bytes [%d,%d) lies over another entry or the directory at %d"
                .formatted(entry.name(), entry.begin(), entry.end(), limit));
      }
      end = entry.end();
    }
    return entries;
  }

  private Entry entry(ByteBuffer in) throws IOException {
    int at = in.position();
    if (in.remaining() < CENTRAL_BYTES || in.getInt(at) != CENTRAL) {
      throw damaged("its directory is none");
    }
    int nameBytes = Short.toUnsignedInt(in.getShort(at + 28));
    int extraBytes = Short.toUnsignedInt(in.getShort(at + 30));
    int commentBytes = Short.toUnsignedInt(in.getShort(at + 32));
    int end = at + CENTRAL_BYTES + nameBytes + extraBytes + commentBytes;
    if (end > in.limit()) {
      throw damaged("its directory is none");
    }
    String name = text(in, at + CENTRAL_BYTES, nameBytes);
    if ((in.getShort(at + 8) & ENCRYPTED) != 0) {
      throw damaged("'%s' is encrypted".formatted(name));
    }
    ByteBuffer extra = extra64(in.slice(at + CENTRAL_BYTES + nameBytes, extraBytes), name);
    long whole = wide(in.getInt(at + 24), extra, name);
    long stored = wide(in.getInt(at + 20), extra, name);
    long header = wide(in.getInt(at + 42), extra, name);
    int method = Short.toUnsignedInt(in.getShort(at + 10));
    if (method == 0 && whole != stored || header < 0 || stored < 0 || header > size - LOCAL_BYTES) {
      throw damaged("'%s' has %d bytes, of which %d are stored".formatted(name, whole, stored));
    }
    long crc = Integer.toUnsignedLong(in.getInt(at + 16));
    in.position(end);
    long begin = begin(name, header);
    if (stored > size - begin) {
      throw new EOFException(name);
    }
    return new Entry(name, method, crc, header, begin, stored);
  }

  /** Behind the local header, which repeats the name and may have other extra fields. */
  private long begin(String name, long header) throws IOException {
    ByteBuffer local = read(channel, header, LOCAL_BYTES);
    int nameBytes = Short.toUnsignedInt(local.getShort(26));
    long begin = header + LOCAL_BYTES + nameBytes;
    if (local.getInt(0) != LOCAL
        || !text(read(channel, header + LOCAL_BYTES, nameBytes), 0, nameBytes).equals(name)) {
      throw damaged("'%s' is not where its directory says".formatted(name));
    }
    return begin + Short.toUnsignedInt(local.getShort(28));
  }

  /** The extra field with those of the three numbers that need 64 bits. */
  private ByteBuffer extra64(ByteBuffer extra, String name) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int bytes = Short.toUnsignedInt(extra.getShort());
      if (bytes > extra.remaining()) {
        throw damaged("'%s' has an extra field that is cut short".formatted(name));
      }
      if (id == EXTRA_64) {
        return extra.slice(extra.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + bytes);
    }
    return ByteBuffer.allocate(0);
  }

  private long wide(int narrow, ByteBuffer extra, String name) {
    long number = Integer.toUnsignedLong(narrow);
    if (number != IN_EXTRA_64) {
      return number;
    }
    if (extra.remaining() < Long.BYTES) {
      throw damaged("'%s' lacks the field for its 64-bit sizes".formatted(name));
    }
    return extra.getLong();
  }

  private static String text(ByteBuffer bytes, int at, int count) {
    byte[] text = new byte[count];
    bytes.get(at, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int read = at < 0 ? -1 : channel.read(bytes, at + bytes.position());
      if (read < 0) {
        throw new EOFException("byte " + at);
      }
    }
    return bytes.flip();
  }

  private InvalidModelException damaged(String why) {
    return new InvalidModelException(
        "%s is a damaged ZIP archive: %s; copy it again".formatted(file, why));
  }
}
