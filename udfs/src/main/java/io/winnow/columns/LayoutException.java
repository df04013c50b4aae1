package io.winnow.columns;

/** Which column of a file is what can't be told. The message says what decides it. */
public final class LayoutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long line;

  /**
   * @param line where it is seen, from 1; 0: in the whole file
   */
  LayoutException(long line, String message, Object... values) {
    super(message.formatted(values));
    this.line = line;
  }

  /** The same as a sentence about a file. */
  public String in(String file) {
    return line == 0
        ? "%s: %s".formatted(file, getMessage())
        : "%s line %d: %s".formatted(file, line, getMessage());
  }

  /** The same where the file was named before. */
  public String inFile() {
    return line == 0 ? getMessage() : "line %d: %s".formatted(line, getMessage());
  }
}
