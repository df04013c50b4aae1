package io.winnow.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text in some encoding, read as UTF-8. */
final class TranscodedInput extends InputStream {

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13).limit(0);
  private final CharBuffer characters = CharBuffer.allocate(1 << 13);
  private ByteBuffer utf8 = ByteBuffer.allocate(0);

  /** Bytes decoded so far, without the byte order mark. */
  private long decoded;

  private boolean isOver;

  TranscodedInput(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    return hasByte() ? utf8.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasByte()) {
      return -1;
    }
    int count = Math.min(length, utf8.remaining());
    utf8.get(into, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * @throws MalformedTextException behind all text before the bytes that are none
   */
  private boolean hasByte() throws IOException {
    while (!utf8.hasRemaining() && !isOver) {
      bytes.compact();
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      bytes.position(bytes.position() + Math.max(0, count)).flip();
      isOver = count < 0;
      decode();
    }
    return utf8.hasRemaining();
  }

  private void decode() {
    int before = bytes.position();
    characters.clear();
    CoderResult result = decoder.decode(bytes, characters, isOver);
    decoded += bytes.position() - before;
    characters.flip();
    if (characters.hasRemaining()) {
      utf8 = StandardCharsets.UTF_8.encode(characters);
      // What is wrong, or one character more at the end, comes up at the next call.
      isOver = false;
    } else if (result.isError()) {
      int wrong = Math.min(result.length(), bytes.remaining());
      throw new MalformedTextException(
          "byte %d of the file (%s) is not %s"
              .formatted(
                  decoded + 1,
                  Lines.hex(bytes.array(), bytes.position(), bytes.position() + wrong),
                  decoder.charset().name()));
    }
  }
}
