package io.winnow.exchange;

import io.winnow.contract.ReturnedAnswer;
import java.io.IOException;

/**
 * Reads records one by one and turns a broken one into an answer with an error. Where all are
 * broken the file is of another kind, and is refused as a whole.
 */
final class RecordTally {

  private final AnswerReader.Sink sink;
  private final String noun;
  private long read;
  private String firstError;

  /**
   * @param noun what the file holds, such as {@code task}
   */
  RecordTally(AnswerReader.Sink sink, String noun) {
    this.sink = sink;
    this.noun = noun;
  }

  interface Record {

    /**
     * @throws BadRecord if it is none
     */
    void read(AnswerReader.Sink sink) throws IOException;
  }

  /**
   * @param place of the record in the file, such as {@code line 7}
   */
  void add(String place, Record record) throws IOException {
    try {
      record.read(sink);
      read++;
    } catch (BadRecord e) {
      String error = "%s: %s".formatted(place, e.getMessage());
      firstError = firstError == null ? error : firstError;
      sink.answer(ReturnedAnswer.unreadable(error));
    }
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
