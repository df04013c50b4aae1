package io.winnow.exchange;

import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.AnnotationReader.BadRecordException;
import io.winnow.exchange.AnnotationReader.NotThatFormatException;
import java.io.IOException;

/**
 * Reads records one by one and turns a broken one into an answer with an error. Where all are
 * broken the file is of another kind, and is refused as a whole.
 */
final class RecordTally {

  /** What a record may have: far more than the answer to a sentence needs. */
  static final int MOST_BYTES = 8 << 20;

  private final AnnotationReader.Sink sink;
  private final String noun;
  private long read;
  private String firstError;

  /**
   * @param noun what the file holds, such as {@code task}
   */
  RecordTally(AnnotationReader.Sink sink, String noun) {
    this.sink = sink;
    this.noun = noun;
  }

  interface Record {

    /**
     * @throws BadRecordException if it is none
     */
    void read(AnnotationReader.Sink sink) throws IOException;
  }

  /**
   * @param place of the record in the file, such as {@code line 7}
   */
  void add(String place, Record record) throws IOException {
    try {
      record.read(sink);
      read++;
    } catch (BadRecordException e) {
      String error = "%s: %s".formatted(place, e.getMessage());
      firstError = firstError == null ? error : firstError;
      sink.annotation(ReturnedAnnotation.unreadable(error));
    }
  }

  /** A record that was not read to its end. */
  void addTooLong(String place) throws IOException {
    add(
        place,
        to -> {
          throw new BadRecordException("it is longer than %d MiB".formatted(MOST_BYTES >> 20));
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
              : "no %s of it can be read; %s".formatted(noun, firstError));
    }
  }
}
