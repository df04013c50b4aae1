package io.winnow.exchange;

import io.winnow.contract.ReturnedAnnotation;
import java.io.IOException;
import java.io.InputStream;

/** Reads a tool's export, record by record; holds one record. */
interface AnnotationReader {

  /** Takes the annotations in the file's order. */
  interface Sink {

    void annotation(ReturnedAnnotation annotation) throws IOException;
  }

  /**
   * A record that can't be read becomes an answer with an error.
   *
   * @throws NotThatFormatException if the file as a whole is no such export
   */
  void read(InputStream in, Sink sink) throws IOException;

  /** One record can't be read; never leaves this package, so it needs no stack trace. */
  final class BadRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadRecordException(String message) {
      super(message, null, false, false);
    }
  }

  /** A whole file is not what it was said to be. The message is the rest of a sentence. */
  final class NotThatFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotThatFormatException(String message, Throwable cause) {
      super(message, cause);
    }

    NotThatFormatException(String message) {
      super(message);
    }
  }
}
