package io.winnow.jobs.ingest;

import io.winnow.files.Lines;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The records of a file one after the other: what a format that is text is to give. */
interface Records {

  /**
   * @param line of the record, or of what is wrong with it; counted from 1
   * @param record throws IllegalArgumentException if it is bad; says why
   */
  record Found(long line, Supplier<RawRecord> record) {}

  /**
   * The next record, null after the last.
   *
   * @throws Lines.TooLongException if it has more characters than may be
   */
  Found next() throws IOException;

  /** Each line is a record. */
  static Records ofLines(Lines lines, Function<String, RawRecord> parser) {
    return () -> {
      byte[] line = lines.nextBytes();
      return line == null
          ? null
          : new Found(lines.number(), () -> parser.apply(Lines.decode(line)));
    };
  }
}
