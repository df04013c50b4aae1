package io.winnow.jobs.ingest;

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
   * @throws IllegalArgumentException if it is too long
   */
  Found next();

  /** Each line is a record. */
  static Records ofLines(InputLines lines, Function<String, RawRecord> parser) {
    return () -> {
      String line = lines.next();
      return line == null ? null : new Found(lines.number(), () -> parser.apply(line));
    };
  }
}
