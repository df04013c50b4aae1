package io.winnow.model.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Reading some bytes of a file. */
final class ChannelBytes {

  private ChannelBytes() {}

  /**
   * So many bytes from a place on, to be read as little-endian numbers.
   *
   * @throws EOFException if the file has not so many
   */
  static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int read = at < 0 ? -1 : channel.read(bytes, at + bytes.position());
      if (read < 0) {
        throw new EOFException("No byte " + (at + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
