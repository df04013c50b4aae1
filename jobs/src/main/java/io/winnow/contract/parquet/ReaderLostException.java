package io.winnow.contract.parquet;

import io.winnow.process.ChildEnd;

/** The process that reads files has gone, and none of them is to blame. */
public final class ReaderLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReaderLostException(ChildEnd end, Throwable cause) {
    super(
        "The process that reads returns %s; run the command again. It said: %s"
            .formatted(end.clause(), end.errors().isBlank() ? "nothing" : end.errors().strip()),
        cause);
  }
}
