package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDirectoryTest {

  private static final int END = 22;

  @TempDir Path folder;

  private Path file;
  private byte[] zip;

  /** Where the directory begins in {@link #zip}. */
  private int directory;

  @BeforeEach
  void twoEntries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a/first", new byte[] {1, 2, 3});
    entries.put("ä", new byte[0]);
    file = TorchFiles.zip(folder.resolve("zip"), entries);
    zip = Files.readAllBytes(file);
    directory = little(zip).getInt(zip.length - 6);
  }

  @Test
  void entriesAreWhereTheJdkPutThem() throws IOException {
    assertTwoEntries();
  }

  @Test
  void aCommentAtTheEndIsPassedOver() throws IOException {
    byte[] comment = Arrays.copyOf(zip, zip.length + 1000);
    little(comment).putShort(zip.length - 2, (short) 1000);
    Files.write(file, comment);

    assertTwoEntries();
  }

  /** As PyTorch writes it: the old end's numbers are there, too. */
  @Test
  void aDirectoryOf64BitsCounts() throws IOException {
    for (boolean oldNumbers : new boolean[] {true, false}) {
      Files.write(file, withWideEnd(zip, directory, oldNumbers));
      assertTwoEntries();
    }
  }

  /** What entries beyond 4 GiB have. */
  @Test
  void anEntryMayHave64BitSizesInItsExtraField() throws IOException {
    int first = directory;
    int second = directory + 46 + "a/first".length();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] entry = Arrays.copyOfRange(zip, first, second);
    int header = little(entry).getInt(42);
    little(entry).putInt(20, -1).putInt(24, -1).putInt(42, -1).putShort(30, (short) 34);
    out.write(zip, 0, first);
    out.writeBytes(entry);
    // Another field before it, of 2 bytes.
    out.writeBytes(little(new byte[6]).putShort((short) 0x6246).putShort((short) 2).array());
    ByteBuffer extra = little(new byte[28]).putShort((short) 1).putShort((short) 24);
    out.writeBytes(extra.putLong(3).putLong(3).putLong(header).array());
    out.write(zip, second, zip.length - second);
    byte[] wide = out.toByteArray();
    little(wide).putInt(wide.length - 10, little(zip).getInt(zip.length - 10) + 34);
    Files.write(file, wide);

    assertTwoEntries();

    // Without the field.
    little(wide).putShort(first + 46 + 7 + 6, (short) 2);
    Files.write(file, wide);
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("'a/first' has -1 bytes");
  }

  @Test
  void whatTheDirectoryAndTheEntriesSayMustAgree() throws IOException {
    refused(directory, 0, "'entry in its directory' is none");
    refused(directory + 8, 1, "'a/first' is encrypted");
    refused(directory + 24, 4, "'a/first' has 4 bytes, of which 3 are stored");
    refused(directory + 28, 255, "'entry in its directory' is cut short");
    refused(directory + 46, 'b', "'b/first' is not where the directory says");
    refused(30, 'b', "'a/first' is not where the directory says");
    refused(0, 0, "'a/first' is not where the directory says");
    refused(zip.length - END + 10, 9, "its directory has 9 entries in ");
    refused(zip.length - END + 12, 255, "its directory of 255 bytes begins at byte " + directory);
    refused(zip.length - END + 18, 1, "its directory of ");
  }

  @Test
  void theSameNameTwiceIsRefused() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("one", new byte[0]);
    entries.put("two", new byte[0]);
    byte[] twice = Files.readAllBytes(TorchFiles.zip(file, entries));
    String text = new String(twice, StandardCharsets.ISO_8859_1);
    Files.writeString(file, text.replace("two", "one"), StandardCharsets.ISO_8859_1);

    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("it has 'one' twice");
  }

  private void refused(int place, int value, String why) throws IOException {
    byte[] changed = zip.clone();
    changed[place] = (byte) value;
    Files.write(file, changed);
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + " is a damaged ZIP archive: " + why);
  }

  private void assertTwoEntries() throws IOException {
    Map<String, ArchiveEntry> entries = read();
    assertThat(entries.keySet()).containsExactly("a/first", "ä");
    ArchiveEntry first = entries.get("a/first");
    assertThat(first.begin()).isEqualTo(30 + "a/first".length());
    assertThat(first.size()).isEqualTo(3);
    assertThat(entries.get("ä").size()).isZero();
    try (FileChannel channel = FileChannel.open(file)) {
      first.verify("f", channel);
    }
  }

  private Map<String, ArchiveEntry> read() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return ZipDirectory.read(file.toString(), channel);
    }
  }

  private static byte[] withWideEnd(byte[] zip, int directory, boolean oldNumbers) {
    int end = zip.length - END;
    ByteBuffer wide = little(new byte[zip.length + 56 + 20]);
    wide.put(zip, 0, end).putInt(0x06064b50).putLong(44);
    wide.putShort((short) 45).putShort((short) 45).putInt(0).putInt(0);
    wide.putLong(2).putLong(2).putLong(end - directory).putLong(directory);
    wide.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    int last = wide.position();
    wide.put(zip, end, END);
    if (!oldNumbers) {
      wide.putShort(last + 8, (short) -1).putShort(last + 10, (short) -1);
      wide.putInt(last + 12, -1).putInt(last + 16, -1);
    }
    return wide.array();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
