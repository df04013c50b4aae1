package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void aCommandThatFailsSaysSo() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("evaluate", "--round=1").exited(ExitCode.USAGE);
    assertThat(Files.readString(desk.workspace().resolve("metrics/winnow.prom")))
        .containsPattern("winnow_command_exit_code\\{command=\"evaluate\",.*} 2.0");
  }

  @Test
  void whatCannotBeLeftFailsNoCommand() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    desk.run("merge", "--set=metrics.folder=" + file).exited(ExitCode.DONE);
  }
}
