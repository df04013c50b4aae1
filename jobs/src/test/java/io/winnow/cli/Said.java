package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a command answered.
 *
 * @param code it exited with
 * @param out what went to standard output
 * @param err and to standard error
 */
record Said(int code, String out, String err) {

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
}
