package io.winnow.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/** Takes what is printed into a log, line by line. */
final class LoggedLines extends OutputStream {

  private final Logger log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private LoggedLines(Logger log) {
    this.log = log;
  }

  static PrintStream in(Logger log) {
    return new PrintStream(new LoggedLines(log), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int one) {
    if (one == '\n') {
      log.info(line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else {
      line.write(one);
    }
  }
}
