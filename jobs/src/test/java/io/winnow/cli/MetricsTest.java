package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.contentOf;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.NewNames;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left for monitoring. */
class MetricsTest {

  /** A sample of Prometheus's text format. */
  private static final String SAMPLE = "[a-z_0-9]+\\{([a-z_]+=\"[^\"]*\",?)+} [-+0-9.eE]+";

  @TempDir Path folder;

  @Test
  void eachCommandLeavesItsEndAndTheWorkspacesFigures() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("round", "--set=metrics.folder=" + folder.resolve("collector")).exited(ExitCode.DONE);
    List<String> text = Files.readAllLines(desk.workspace().resolve("metrics/winnow.prom"));
    assertThat(text)
        .allMatch(
            line ->
                line.startsWith("# HELP ") || line.startsWith("# TYPE ") || line.matches(SAMPLE));
    assertThat(text)
        .anyMatch(line -> line.matches("winnow_command_exit_code\\{command=\"round\",.*} 0.0"))
        .anyMatch(line -> line.matches("winnow_f1\\{round=\"0\",.*} 0\\.\\d+"))
        .anyMatch(line -> line.matches("winnow_corpus\\{what=\"sentences\",.*} 96.0"))
        .anyMatch(line -> line.matches("winnow_due\\{round=\"1\",step=\"WAIT\",.*} 1.0"))
        .anyMatch(line -> line.startsWith("winnow_stage_seconds{job=\"score\",stage="));

    JsonNode samples =
        Json.tree(Files.readString(desk.workspace().resolve("metrics/winnow.json"))).get("samples");
    assertThat(samples).hasSameSizeAs(text.stream().filter(line -> line.matches(SAMPLE)).toList());
    try (var files = Files.list(folder.resolve("collector"))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(it -> !it.startsWith(".")))
          .hasSize(2)
          .allMatch(name -> name.matches("winnow-workspace-[0-9a-f]{8}\\.(prom|json)"));
    }
  }

  /** node_exporter reads every {@code *.prom} at any moment. */
  @Test
  void theCollectorFindsNothingUnfinished() throws Exception {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Path collector = Files.createDirectories(folder.resolve("collector"));
    try (NewNames names = NewNames.in(collector)) {
      desk.run("merge", "--set=metrics.folder=" + collector).exited(ExitCode.DONE);
      assertThat(names.soFar())
          .filteredOn(name -> name.endsWith(".prom"))
          .singleElement()
          .asString()
          .startsWith("winnow-workspace-");
    }
  }

  @Test
  void aCommandThatFailsSaysSo() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("evaluate", "--round=1").exited(ExitCode.USAGE);
    assertThat(exitCodes(desk)).containsExactly("evaluate 2");
  }

  @Test
  void whatACommandWasGivenIsNoPartOfItsName() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("vendor", "import", "a.conll", "--format=conll").exited(ExitCode.USAGE);
    assertThat(exitCodes(desk)).containsExactly("vendor import 2");
  }

  @Test
  void noMemoryIsAFailureToo() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(exitCodes(desk)).containsExactly("merge 0");
    OutOfMemoryError error = new OutOfMemoryError("as if");
    assertThatThrownBy(
            () ->
                CommandLines.winnow(
                    task -> {
                      throw error;
                    },
                    desk.with("score")))
        .isSameAs(error);
    assertThat(exitCodes(desk)).containsExactly("score 1");
  }

  /** Else the hour of the last work would hide that a run hangs, or none begins. */
  @Test
  void aCommandThatNeverBeganLeavesWhatIsThere() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("merge").exited(ExitCode.DONE);
    String before = prometheus(desk);
    desk.run("merge", "--set=merge.min-confidence=7").exited(ExitCode.USAGE);
    List<String> meanwhile = new ArrayList<>();
    CommandLines.winnow(
            task -> {
              desk.run("merge").exited(ExitCode.HELD);
              meanwhile.add(prometheus(desk));
            },
            desk.with("score"))
        .exited(ExitCode.DONE);
    assertThat(meanwhile).isNotEmpty().containsOnly(before);
    assertThat(exitCodes(desk)).containsExactly("score 0");
  }

  /** Each command with the code it left. */
  private static List<String> exitCodes(Desk desk) {
    return Pattern.compile("winnow_command_exit_code\\{command=\"([^\"]*)\",.*} (\\d+)")
        .matcher(prometheus(desk))
        .results()
        .map(found -> found.group(1) + " " + found.group(2))
        .toList();
  }

  private static String prometheus(Desk desk) {
    return contentOf(desk.workspace().resolve("metrics/winnow.prom").toFile());
  }

  @Test
  void whatCannotBeLeftFailsNoCommand() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    desk.run("merge", "--set=metrics.folder=" + file).exited(ExitCode.DONE);
  }
}
