package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;

/**
 * What a command answered.
 *
 * @param code it exited with
 * @param out what went to standard output
 * @param err and to standard error
 */
record Said(int code, String out, String err) {

  private static final String PATH = " *\\w+ +(file:)?/\\S+";

  /** Fails, with all that was said, if the command exited with another code. */
  Said exited(ExitCode expected) {
    assertThat(code).as("%s%n%s", out, err).isEqualTo(expected.code());
    return this;
  }

  /** Fails if one of the pieces is not in the answer, or if the answer has a stack trace. */
  Said saying(String... pieces) {
    assertThat(out + err).contains(pieces).doesNotContainPattern("(?m)^\\s+at [\\w.$]+\\(");
    return this;
  }

  /** Fails if a line of the output is too long for a terminal, unless it is as long as its path. */
  Said withinColumns(int columns) {
    assertThat(out.lines().filter(line -> !line.matches(PATH)))
        .isNotEmpty()
        .allMatch(line -> line.length() <= columns);
    return this;
  }
}
