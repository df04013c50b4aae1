package io.winnow.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How the bytes of a text file are read. A byte order mark is believed, whatever was said: UTF-8,
 * UTF-16 or UTF-32. Bytes that are no text in the encoding are an error, never replaced.
 *
 * @param charset the name of one that Java knows; empty: UTF-8, unless the file begins with a byte
 *     order mark
 */
public record TextEncoding(String charset) implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_MARK = 4;

  /** Longer ones first: that of UTF-32 begins with that of UTF-16. */
  private static final List<Mark> MARKS =
      List.of(
          Mark.of("UTF-32LE", 0xFF, 0xFE, 0, 0),
          Mark.of("UTF-32BE", 0, 0, 0xFE, 0xFF),
          Mark.of("UTF-8", 0xEF, 0xBB, 0xBF),
          Mark.of("UTF-16LE", 0xFF, 0xFE),
          Mark.of("UTF-16BE", 0xFE, 0xFF));

  public static final TextEncoding AUTO = new TextEncoding("");

  /**
   * @param name {@code auto}, or a charset's, such as {@code windows-1252}
   * @throws IllegalArgumentException if there is none of the name
   */
  public static TextEncoding named(String name) {
    if (name.strip().equalsIgnoreCase("auto")) {
      return AUTO;
    }
    try {
      return new TextEncoding(Charset.forName(name.strip()).name());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no encoding; there are auto, utf-8, utf-16le, utf-16be, iso-8859-1, windows-1252 and the others that Java knows"
              .formatted(name),
          e);
    }
  }

  /** Whether lines can be found without decoding: no byte of another character is a line feed. */
  public boolean isUtf8() {
    return charset.isEmpty() || charset.equals(StandardCharsets.UTF_8.name());
  }

  /**
   * The same text in UTF-8, without its byte order mark. UTF-8 itself is handed on as it is, valid
   * or not: {@link Lines} looks at it. Takes no more bytes than are there before the first line
   * ends, so that it works on a pipe.
   *
   * @throws MalformedTextException from the result's methods, if bytes are no text
   */
  public InputStream utf8(InputStream in) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, LONGEST_MARK);
    Charset found = mark(bytes);
    if (found == null && !isUtf8()) {
      found = Charset.forName(charset);
    }
    return found == null || found.equals(StandardCharsets.UTF_8)
        ? bytes
        : new TranscodedInput(bytes, found);
  }

  /**
   * All of a small file.
   *
   * @throws MalformedTextException naming line and byte, if it is no text in the encoding
   */
  public String text(InputStream in) throws IOException {
    byte[] bytes = utf8(in).readAllBytes();
    try {
      return Lines.decode(bytes);
    } catch (MalformedTextException e) {
      Lines lines = new Lines(new ByteArrayInputStream(bytes), bytes.length);
      while (true) {
        try {
          lines.next();
        } catch (MalformedTextException inLine) {
          throw new MalformedTextException(
              "line %d: %s".formatted(lines.number(), inLine.getMessage()));
        }
      }
    }
  }

  /** Passes over a byte order mark; null if there is none. */
  private static Charset mark(PushbackInputStream in) throws IOException {
    byte[] read = new byte[LONGEST_MARK];
    int count = 0;
    while (count < LONGEST_MARK && startsAnyMark(read, count)) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      read[count++] = (byte) next;
    }
    for (Mark mark : MARKS) {
      int length = mark.bytes.length;
      if (count >= length && Arrays.equals(mark.bytes, 0, length, read, 0, length)) {
        in.unread(read, length, count - length);
        return Charset.forName(mark.charset);
      }
    }
    in.unread(read, 0, count);
    return null;
  }

  private static boolean startsAnyMark(byte[] read, int count) {
    return MARKS.stream()
        .anyMatch(
            mark ->
                mark.bytes.length > count && Arrays.equals(mark.bytes, 0, count, read, 0, count));
  }

  private record Mark(byte[] bytes, String charset) {

    static Mark of(String charset, int... bytes) {
      byte[] all = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        all[i] = (byte) bytes[i];
      }
      return new Mark(all, charset);
    }
  }
}
