package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.cli.Commands;
import io.winnow.testing.LocalSpark;
import java.util.List;

/** Commands in this JVM, for what has to be done in a workspace but not by a cluster. */
final class HereCommand {

  private HereCommand() {}

  /**
   * Runs a command to its end, which must be a good one.
   *
   * @return what it said
   */
  static String run(List<String> words) {
    // As spark-submit does; else a command would bring its own defaults to the running session.
    System.setProperty("spark.master", "local[2]");
    LocalSpark.session();
    Commands.Said said = Commands.run(words);
    assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.DONE);
    return said.text();
  }
}
