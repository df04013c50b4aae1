package io.winnow.cli;

import java.util.Arrays;

/** How a command ends, for shells and schedulers. */
public enum ExitCode {
  DONE(0, "done, or found done already"),
  FAILURE(1, "failed; the message and the log say why"),
  USAGE(2, "the command line, the configuration or an input is wrong; the message says what"),
  CONTRACT_BREACH(3, "what the vendor returned breaks the contract; nothing of it was merged"),
  NOTHING_TO_DO(4, "nothing to do now: the vendor's return is awaited"),
  HELD(5, "another run holds the workspace or published first");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /**
   * @throws IllegalArgumentException if no command ends so
   */
  static ExitCode of(int code) {
    return Arrays.stream(values())
        .filter(exit -> exit.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No command exits with " + code));
  }

  /** The number that the process exits with. */
  public int code() {
    return code;
  }

  /** One line for a person. */
  public String meaning() {
    return meaning;
  }
}
