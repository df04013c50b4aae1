package io.winnow.exchange;

import io.winnow.contract.ReturnedAnnotation;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes an export record by record and turns a broken one into an answer with an error. Where all
 * are broken the file is of another kind, and is refused as a whole.
 */
final class RecordTally {

  /** What a record may have: far more than the answer to a sentence needs. */
  static final int MOST_BYTES = 8 << 20;

  private final Sink sink;
  private final String noun;
  private long read;
  private String firstError;

  /** Takes the annotations in the file's order. */
  interface Sink {

    void annotation(ReturnedAnnotation annotation) throws IOException;

    /** A record that is none. */
    default void bad(String error, Fault fault) throws IOException {
      annotation(ReturnedAnnotation.unreadable(error));
    }
  }

  /** Reads a record; throws {@link BadRecordException} if it is none. */
  interface Reading {

    void read() throws IOException;
  }

  /**
   * @param noun what the file holds, such as {@code task}
   */
  RecordTally(Sink sink, String noun) {
    this.sink = sink;
    this.noun = noun;
  }

  /**
   * @param place of the record in the file, such as {@code line 7}
   * @param record its annotations; throws {@link BadRecordException} if it is none
   */
  void add(String place, Supplier<List<ReturnedAnnotation>> record) throws IOException {
    attempt(
        place,
        () -> {
          for (ReturnedAnnotation annotation : record.get()) {
            sink.annotation(annotation);
          }
        });
  }

  /** The same for a record whose annotations go elsewhere. */
  void attempt(String place, Reading record) throws IOException {
    try {
      record.read();
      read++;
    } catch (BadRecordException e) {
      String error = "%s: %s".formatted(place, e.getMessage());
      firstError = firstError == null ? error : firstError;
      sink.bad(error, e.fault());
    }
  }

  /** A record that was not read to its end. */
  void addTooLong(String place) throws IOException {
    attempt(
        place,
        () -> {
          throw new BadRecordException(
              Fault.TOO_LONG, "it is longer than %d MiB".formatted(MOST_BYTES >> 20));
        });
  }

  /**
   * @throws NotThatFormatException if no record could be read
   */
  void requireOne() {
    if (read == 0) {
      throw new NotThatFormatException(
          firstError == null
              ? "it holds no " + noun
              : "no %s of it can be read; %s".formatted(noun, firstError),
          null);
    }
  }

  /** One record can't be read; never leaves this package, so it needs no stack trace. */
  static final class BadRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    BadRecordException(String message, Object... values) {
      this(Fault.OTHER, message, values);
    }

    BadRecordException(Fault fault, String message, Object... values) {
      super(message.formatted(values), null, false, false);
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  /** A whole file is not what it was said to be. The message is the rest of a sentence. */
  static final class NotThatFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotThatFormatException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
