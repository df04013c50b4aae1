package io.winnow.exchange;

import io.winnow.contract.ReturnedAnswer;
import java.io.IOException;
import java.io.InputStream;

/** Reads a tool's export, record by record; holds one record. */
interface AnswerReader {

  /** Takes the answers in the file's order. */
  interface Sink {

    void answer(ReturnedAnswer answer) throws IOException;
  }

  /**
   * A record that can't be read becomes an answer with an error.
   *
   * @throws NotThatFormatException if the file as a whole is no such export
   */
  void read(InputStream in, Sink sink) throws IOException;
}
