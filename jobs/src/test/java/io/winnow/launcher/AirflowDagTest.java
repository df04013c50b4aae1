package io.winnow.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.workspace.Json;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DAG of {@code conf/airflow}, loaded by Python with a stand-in for Airflow. */
class AirflowDagTest {

  private static final String DAG = "winnow_rounds.py";
  private static final String HOME = "/opt/winnow";

  @TempDir Path home;

  @BeforeEach
  void copyDag() throws Exception {
    assumeThat(isOnPath("python3") && isOnPath("bash")).as("python3 and bash are there").isTrue();
    String dag = Files.readString(Path.of("..", "conf", "airflow", DAG));
    assertThat(dag).contains(HOME);
    Files.writeString(home.resolve(DAG), dag.replace(HOME, home.toString()));
  }

  @Test
  void eachExitCodeOfARoundHasItsEnd() throws Exception {
    assertThat(endOf(ExitCode.NOTHING_TO_DO.code())).isEqualTo("AirflowSkipException");
    assertThat(endOf(ExitCode.USAGE.code())).isEqualTo("AirflowFailException");
    assertThat(endOf(ExitCode.CONTRACT_BREACH.code())).isEqualTo("AirflowFailException");
    for (int tried : List.of(ExitCode.FAILURE.code(), ExitCode.HELD.code(), 255, 23, 40, 137)) {
      assertThat(endOf(tried)).as("exit code %d", tried).isEqualTo("RuntimeError");
    }
    assertThat(loaded("Connection refused").at("/ends/0").asText()).isEqualTo("RuntimeError");
  }

  @Test
  void theSensorWaitsWhileTheVendorIsAwaitedAlone() throws Exception {
    JsonNode sensor = loaded().at("/tasks/returned");
    int later = sensor.get("retry_exit_code").asInt();
    assertThat(later).isPositive();
    assertThat(poke(sensor, "echo '{\"due\": \"WAIT\"}'")).isEqualTo(later);
    assertThat(poke(sensor, "echo '{\"due\": \"MERGE\"}'")).isZero();
    assertThat(poke(sensor, "echo 'winnow: no such workspace' >&2; exit 2")).isNotIn(0, later);
    assertThat(poke(sensor, "echo '{\"due\": \"MERGE\"}'; exit 1")).isNotIn(0, later);
    assertThat(poke(sensor, "exit 0")).isNotIn(0, later);
    Files.delete(home.resolve("jobs/bin/winnow"));
    assertThat(run("bash", "-c", sensor.get("bash_command").asText())).isNotIn(0, later);
  }

  @Test
  void theSensorAsksForTheWorkspaceThatTheRoundWorksIn() throws Exception {
    JsonNode tasks = loaded().get("tasks");
    String workspace = tasks.at("/round/application_args/2").asText();
    assertThat(workspace).startsWith("s3a://");
    poke(
        tasks.get("returned"),
        "echo \"$*, with $WINNOW_CLASSPATH\" > %s".formatted(home.resolve("asked")));
    assertThat(home.resolve("asked"))
        .hasContent("status --json -w %s, with %s/s3a/*".formatted(workspace, home));
  }

  /** What a round comes to whose spark-submit ends with this code, in the provider's words. */
  private String endOf(int code) throws Exception {
    String said = "Cannot execute: spark-submit --name 3 round. Error code is: %d.".formatted(code);
    return loaded(said).at("/ends/0").asText();
  }

  private JsonNode loaded(String... messages) throws Exception {
    Path standIn = Path.of(getClass().getResource("stand_in_airflow.py").toURI());
    List<String> words =
        new ArrayList<>(List.of("python3", standIn.toString(), home.resolve(DAG).toString()));
    words.addAll(List.of(messages));
    assertThat(run(words.toArray(String[]::new))).as(said()).isZero();
    return Json.tree(said());
  }

  /** The sensor's exit code where {@code winnow} is this script. */
  private int poke(JsonNode sensor, String script) throws Exception {
    Path winnow = Files.createDirectories(home.resolve("jobs/bin")).resolve("winnow");
    Files.writeString(winnow, "#!/bin/sh\n" + script + "\n");
    assertThat(winnow.toFile().setExecutable(true)).isTrue();
    return run("bash", "-c", sensor.get("bash_command").asText());
  }

  private int run(String... words) throws Exception {
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(home.resolve("said").toFile())
            .redirectError(home.resolve("complained").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String said() throws Exception {
    return Files.readString(home.resolve("said"), StandardCharsets.UTF_8);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
