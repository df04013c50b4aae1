package io.winnow.jobs.ingest;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Fails at a line that is too long, before all of it is in memory. */
final class LineLimit extends FilterReader {

  /** A line goes on beyond the limit. */
  static final class ReachedException extends IOException {}

  private final int longest;
  private int length;

  /**
   * @param longest characters that a line may have; more than are read at a time
   */
  LineLimit(Reader in, int longest) {
    super(in);
    this.longest = longest;
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int read = super.read(buffer, offset, count);
    for (int at = offset; at < offset + read; at++) {
      boolean isEnd = buffer[at] == '\n' || buffer[at] == '\r';
      if (!isEnd && length == longest) {
        throw new ReachedException();
      }
      length = isEnd ? 0 : length + 1;
    }
    return read;
  }
}
