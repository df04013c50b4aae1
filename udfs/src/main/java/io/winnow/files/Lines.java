package io.winnow.files;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The lines of a text in UTF-8; see {@link TextEncoding} for others. A line ends with a line feed,
 * a carriage return, or both. None takes more memory than a limit, whatever the input.
 */
public final class Lines implements Closeable {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Java's sign for bytes that are not UTF-8; a text may hold it, too. */
  private static final char REPLACEMENT = '\uFFFD';

  private final InputStream in;
  private final long mostBytes;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private boolean isAfterReturn;
  private boolean isCut;
  private long number;

  /** A line, or a sentence of several, is longer than the limit. */
  public static final class TooLongException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLongException(String what) {
      super(what, null, false, false);
    }
  }

  /** Of lines of at most so many bytes. */
  public Lines(InputStream in, long mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /**
   * The next line without its end, null after the last.
   *
   * @throws TooLongException as soon as the line passes the limit; then the line after it is next
   */
  public byte[] nextBytes() throws IOException {
    if (isCut) {
      isCut = false;
      readLine(null);
    }
    if (!hasByte()) {
      return null;
    }
    number++;
    int from = at;
    int end = lineEnd();
    if (end < filled && end - from <= mostBytes) {
      at = end;
      passEnd();
      return Arrays.copyOfRange(buffer, from, end);
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    readLine(line);
    return line.toByteArray();
  }

  /**
   * The same as text.
   *
   * @throws MalformedTextException if it is none; then the line after it is next
   */
  public String next() throws IOException {
    byte[] line = nextBytes();
    return line == null ? null : decode(line);
  }

  /**
   * The text of a line.
   *
   * @throws MalformedTextException if it is not UTF-8, or holds NUL, as no text does
   */
  public static String decode(byte[] line) {
    String fast = new String(line, StandardCharsets.UTF_8);
    return fast.indexOf(REPLACEMENT) < 0 && fast.indexOf('\0') < 0 ? fast : decodeStrictly(line);
  }

  private static String decodeStrictly(byte[] line) {
    ByteBuffer bytes = ByteBuffer.wrap(line);
    CharBuffer text = CharBuffer.allocate(line.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
    if (result.isError()) {
      throw new MalformedTextException(
          "byte %d of the line (%s) is not UTF-8"
              .formatted(bytes.position() + 1, hex(line, bytes.position(), bytes.position() + 1)));
    }
    String decoded = text.flip().toString();
    int nul = decoded.indexOf('\0');
    if (nul >= 0) {
      throw new MalformedTextException(
          "character %d of the line is NUL (U+0000), as in UTF-16 without a byte order mark"
              .formatted(nul + 1));
    }
    return decoded;
  }

  /** Such as {@code 0xE9}. */
  static String hex(byte[] bytes, int from, int to) {
    return "0x" + HexFormat.of().withUpperCase().formatHex(bytes, from, to);
  }

  /** Whether reading on would not wait, as far as can be told. */
  public boolean hasMore() {
    try {
      return at < filled || in.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** How many lines were read, also in part. */
  public long number() {
    return number;
  }

  public static String withoutByteOrderMark(String line) {
    return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Goes on behind the line's end; a line that is null is passed over. */
  private void readLine(ByteArrayOutputStream line) throws IOException {
    while (hasByte()) {
      int from = at;
      at = lineEnd();
      if (line != null && line.size() + (at - from) > mostBytes) {
        isCut = true;
        throw new TooLongException("line");
      }
      if (line != null) {
        line.write(buffer, from, at - from);
      }
      if (at < filled) {
        passEnd();
        return;
      }
    }
  }

  /** Where the line ends, or else what the buffer has of it. */
  private int lineEnd() {
    int end = at;
    while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
      end++;
    }
    return end;
  }

  private void passEnd() {
    isAfterReturn = buffer[at++] == '\r';
  }

  private boolean hasByte() throws IOException {
    if (at == filled && !fill()) {
      return false;
    }
    if (isAfterReturn) {
      isAfterReturn = false;
      at += buffer[at] == '\n' ? 1 : 0;
    }
    return at < filled || fill();
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }
}
