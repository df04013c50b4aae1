package io.winnow.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops a file whose one record would fill the memory: so many bytes a record, then no more. */
final class RationedInput extends FilterInputStream {

  /** Far more than one task needs, plus what the parser reads ahead. */
  private static final int RATION = 32 << 20;

  private long left = RATION;

  RationedInput(InputStream in) {
    super(in);
  }

  /** A record is read; the next one may have as much. */
  void renew() {
    left = RATION;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    spend(1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    spend(read);
    return read;
  }

  private void spend(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw new NotThatFormatException(
          "one of its tasks is longer than %d MiB".formatted(RATION >> 20));
    }
  }
}
