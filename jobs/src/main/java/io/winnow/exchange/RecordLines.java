package io.winnow.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stranger's file as bytes; none makes this hold more than {@link #MOST_BYTES}. */
final class RecordLines {

  /** Far more than the answer to a sentence needs. */
  static final int MOST_BYTES = 8 << 20;

  private final InputStream in;
  private long number;
  private boolean tooLong;

  RecordLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Turns a line into answers. */
  interface Parser {

    /**
     * @throws BadRecord if it is none
     */
    void parse(byte[] line, AnswerReader.Sink sink) throws IOException;
  }

  /** The next line without its end, null after the last. */
  byte[] next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    number++;
    tooLong = false;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = first; next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() < MOST_BYTES) {
        line.write(next);
      } else {
        tooLong = true;
      }
    }
    return line.toByteArray();
  }

  /**
   * @throws BadRecord if the line read last was longer than may be
   */
  void requireWhole() {
    if (tooLong) {
      throw new BadRecord("it is longer than %d MiB".formatted(MOST_BYTES >> 20));
    }
  }

  /** Of the line read last, from 1. */
  long number() {
    return number;
  }

  /**
   * Reads a file of one record a line. Blank lines don't count.
   *
   * @throws NotThatFormatException if no line is a record
   */
  static void readAll(InputStream in, Parser parser, AnswerReader.Sink sink) throws IOException {
    RecordLines lines = new RecordLines(in);
    RecordTally tally = new RecordTally(sink, "line");
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      if (!isBlank(line)) {
        byte[] record = line;
        tally.add(
            "line " + lines.number(),
            to -> {
              lines.requireWhole();
              parser.parse(record, to);
            });
      }
    }
    tally.requireOne();
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
