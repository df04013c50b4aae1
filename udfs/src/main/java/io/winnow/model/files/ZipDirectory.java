package io.winnow.model.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  private static final int MAX_BYTES = 32 << 20;

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
  static Map<String, ArchiveEntry> read(String file, FileChannel channel) throws IOException {
    try {
      return new ZipDirectory(file, channel).entries();
    } catch (EOFException e) {
      throw new InvalidModelException(
          "%s is cut short: its directory refers to bytes beyond its %d; copy it again"
              .formatted(file, channel.size()),
          e);
    }
  }

  private Map<String, ArchiveEntry> entries() throws IOException {
    long end = end();
    ByteBuffer last = ChannelBytes.read(channel, end, END_BYTES);
    long count = Short.toUnsignedLong(last.getShort(10));
    long bytes = Integer.toUnsignedLong(last.getInt(12));
    long begin = Integer.toUnsignedLong(last.getInt(16));
    if (end >= END_64_PLACE_BYTES) {
      ByteBuffer place = ChannelBytes.read(channel, end - END_64_PLACE_BYTES, END_64_PLACE_BYTES);
      if (place.getInt(0) == END_64_PLACE) {
        ByteBuffer wide = ChannelBytes.read(channel, place.getLong(8), END_64_BYTES);
        if (wide.getInt(0) != END_64) {
          throw damaged("its end refers to something else than its directory's size");
        }
        count = wide.getLong(32);
        bytes = wide.getLong(40);
        begin = wide.getLong(48);
      }
    }
    if (bytes < 0 || bytes > MAX_BYTES || count < 0 || count > bytes / ArchiveEntry.CENTRAL_BYTES) {
      throw damaged(
          "its directory has %d entries in %d bytes, of at most %d"
              .formatted(count, bytes, MAX_BYTES));
    }
    if (begin < 0 || begin > end - bytes) {
      throw damaged("its directory of %d bytes begins at byte %d".formatted(bytes, begin));
    }
    return entries(ChannelBytes.read(channel, begin, (int) bytes), count, begin);
  }

  /** The end of central directory record is followed by a comment, whose length it gives. */
  private long end() throws IOException {
    int count = (int) Math.min(size, END_BYTES + 0xffff);
    ByteBuffer tail = ChannelBytes.read(channel, size - count, count);
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

  private Map<String, ArchiveEntry> entries(ByteBuffer directory, long count, long limit)
      throws IOException {
    Map<String, ArchiveEntry> entries = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      ArchiveEntry entry = ArchiveEntry.next(file, channel, directory);
      if (entries.put(entry.name(), entry) != null) {
        throw damaged("it has '%s' twice".formatted(entry.name()));
      }
    }
    List<ArchiveEntry> byPlace = new ArrayList<>(entries.values());
    byPlace.sort(Comparator.comparingLong(ArchiveEntry::header));
    long end = 0;
    for (ArchiveEntry entry : byPlace) {
      if (entry.header() < end || entry.end() > limit) {
        throw damaged(
            "'%s' with its bytes [%d,%d) lies over another entry or the directory at %d"
                .formatted(entry.name(), entry.begin(), entry.end(), limit));
      }
      end = entry.end();
    }
    return entries;
  }

  private InvalidModelException damaged(String why) {
    return new InvalidModelException(
        "%s is a damaged ZIP archive: %s; copy it again".formatted(file, why));
  }
}
