package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.TinyEncoder;
import io.winnow.testing.WholePage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on its whole sample, with the tiny encoder and a few steps of training. */
class DemoTest {

  private static final String SETTINGS =
      """
      init.holdout-sentences = 200
      score.precision = fp32
      train { min-steps = 3, max-steps = 3, precision = fp32, threads = 1, restarts = 0 }
      """;

  /** A row of its table of rounds, with what stands at both ends. */
  private static final Pattern ROUND = Pattern.compile("(?m)^ *(\\d+) .* (\\S+)$");

  @TempDir Path folder;

  @Test
  void itPlaysItsRoundsGoesOnWhereItWasAndPlaysNoneAgain() throws Exception {
    Desk desk = Desk.at(folder.resolve("workspace"), SETTINGS);
    Path encoder = TinyEncoder.write(folder.resolve("encoder"));
    Path report = desk.workspace().resolve("report.html");

    Said first =
        desk.run("demo", "--encoder=" + encoder, "--set=round.last=0")
            .exited(ExitCode.DONE)
            .saying("Model: " + encoder, "Report: ");
    assertThat(rounds(first)).singleElement().asString().matches("0: 0\\.\\d{4}");
    assertThat(WholePage.of(Files.readString(report)).text()).contains("F1 is", "sample.conll");
    Files.delete(report);

    Said second = desk.run("demo", "--set=round.last=1").exited(ExitCode.DONE).saying("Report: ");
    assertThat(rounds(second)).hasSize(2).startsWith(rounds(first).get(0));
    assertThat(rounds(second).get(1)).matches("1: 0\\.\\d{4}");
    assertThat(report).exists();

    Said again = desk.run("demo", "--set=round.last=1").exited(ExitCode.DONE).saying("is done");
    assertThat(rounds(again)).isEqualTo(rounds(second));
  }

  /** Each round of the table that the demo ends with, and its F1. */
  private static List<String> rounds(Said said) {
    String table = said.out().substring(said.out().lastIndexOf("round    scored"));
    return ROUND
        .matcher(table)
        .results()
        .map(row -> row.group(1) + ": " + row.group(2))
        .filter(row -> !row.endsWith("F1"))
        .toList();
  }
}
