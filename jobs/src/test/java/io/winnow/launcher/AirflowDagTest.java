package io.winnow.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.workspace.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The DAG and the sensor of {@code conf/airflow}, loaded by Python with a stand-in for Airflow 2,
 * 3.0 and later.
 */
class AirflowDagTest {

  private static final String DAG = "winnow_rounds.py";
  private static final String SENSOR = "winnow_returned.py";
  private static final String HOME = "/opt/winnow";

  @TempDir Path home;

  @BeforeEach
  void copyDag() throws Exception {
    assumeThat(isOnPath("python3")).as("python3 is there").isTrue();
    for (String name : List.of(DAG, SENSOR)) {
      String file = Files.readString(Path.of("..", "conf", "airflow", name));
      assertThat(file).contains(HOME);
      Files.writeString(home.resolve(name), file.replace(HOME, home.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3.0", "3"})
  void eachExitCodeOfARoundHasItsEnd(String airflow) throws Exception {
    winnowIs("echo '{\"due\": \"MERGE\"}'");
    List<Integer> codes = List.of(1, 2, 3, 4, 5, 255, 23, 40, 137);
    List<String> messages = new ArrayList<>(codes.stream().map(AirflowDagTest::said).toList());
    messages.add("Connection refused");
    assertThat(loaded(airflow, messages).get("ends"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "RuntimeError",
            "AirflowFailException",
            "AirflowFailException",
            "AirflowSkipException",
            "RuntimeError",
            "RuntimeError",
            "RuntimeError",
            "RuntimeError",
            "RuntimeError",
            "RuntimeError");
    assertThat(List.of(ExitCode.FAILURE, ExitCode.USAGE, ExitCode.CONTRACT_BREACH))
        .extracting(ExitCode::code)
        .containsExactly(1, 2, 3);
    assertThat(List.of(ExitCode.NOTHING_TO_DO, ExitCode.HELD))
        .extracting(ExitCode::code)
        .containsExactly(4, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3.0", "3"})
  void theSensorWaitsWhileTheVendorIsAwaitedAlone(String airflow) throws Exception {
    winnowIs("echo '{\"due\": \"WAIT\"}'");
    assertThat(returned(airflow).at("/value/done").asBoolean(true)).isFalse();
    winnowIs("echo '{\"due\": \"MERGE\", \"dueRound\": 2}'");
    assertThat(returned(airflow).at("/value/done").asBoolean()).isTrue();
    assertThat(returned(airflow).at("/value/xcom/dueRound").asInt()).isEqualTo(2);
    assertThat(loaded(airflow).at("/returns/progress/value/due").asText()).isEqualTo("MERGE");
  }

  @Test
  void aStatusThatFailsIsNoSlowVendor() throws Exception {
    winnowIs("echo 'winnow: no such workspace' >&2; exit 2");
    assertThat(returned("3").get("raised").asText()).isEqualTo("AirflowFailException");
    assertThat(returned("3").get("message").asText()).contains("no such workspace");
    winnowIs("echo '{\"due\": \"MERGE\"}'; exit 1");
    assertThat(returned("3").get("raised").asText()).isEqualTo("RuntimeError");
    winnowIs("exit 0");
    assertThat(returned("3").get("raised").asText()).isEqualTo("JSONDecodeError");
    Files.delete(home.resolve("jobs/bin/winnow"));
    assertThat(returned("3").get("raised").asText()).isEqualTo("FileNotFoundError");
  }

  @Test
  void allTasksWorkInTheWorkspaceThatTheRunIsGiven() throws Exception {
    winnowIs(
        "echo \"$*, with $WINNOW_CLASSPATH\" > %s; echo '{\"due\": \"MERGE\"}'"
            .formatted(home.resolve("asked")));
    JsonNode dag = loaded("3");
    String workspace = dag.at("/dag/params/workspace").asText();
    assertThat(workspace).startsWith("s3a://");
    assertThat(home.resolve("asked"))
        .hasContent("status --json -w %s, with %s/s3a/*".formatted(workspace, home));
    assertThat(dag.at("/tasks/round/application_args/2").asText())
        .isEqualTo("{{ params.workspace }}");
    assertThat(dag.at("/tasks/round/conn_id").asText()).isEqualTo("winnow_spark");
    assertThat(dag.get("order")).hasToString("[[\"returned\",\"round\"],[\"round\",\"progress\"]]");
    assertThat(Files.readString(home.resolve("complained")))
        .contains("round of winnow_rounds failed: why");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3.0", "3"})
  void theDeferrableSensorLooksUntilSomethingIsDue(String airflow) throws Exception {
    winnowIs(
        "echo \"$*\" >> %s; [ $(wc -l < %s) -gt 2 ] && due=MERGE || due=WAIT; echo \"{\\\"due\\\": \\\"$due\\\"}\""
            .replace("%s", home.resolve("asked").toString()));
    assertThat(deferred(airflow).at("/value/due").asText()).isEqualTo("MERGE");
    assertThat(Files.readAllLines(home.resolve("asked")))
        .hasSize(3)
        .containsOnly("status --json -w s3a://bucket/workspace");
    winnowIs("echo 'winnow: no such workspace' >&2; exit 2");
    assertThat(deferred(airflow).get("raised").asText()).isEqualTo("AirflowFailException");
    assertThat(deferred(airflow).get("message").asText()).contains("no such workspace");
    winnowIs("exit 1");
    assertThat(deferred(airflow).get("raised").asText()).isEqualTo("RuntimeError");
    winnowIs("exit 0");
    assertThat(deferred(airflow).get("raised").asText()).isEqualTo("JSONDecodeError");
  }

  /** What the provider says of a spark-submit that ends with this code. */
  private static String said(int code) {
    return "Cannot execute: spark-submit --name 3 round. Error code is: %d.".formatted(code);
  }

  private JsonNode returned(String airflow) throws Exception {
    return loaded(airflow).at("/returns/returned");
  }

  private JsonNode loaded(String airflow) throws Exception {
    return loaded(airflow, List.of());
  }

  private JsonNode loaded(String airflow, List<String> messages) throws Exception {
    return loaded(airflow, DAG, messages);
  }

  private JsonNode deferred(String airflow) throws Exception {
    return loaded(airflow, SENSOR, List.of());
  }

  private JsonNode loaded(String airflow, String file, List<String> messages) throws Exception {
    Path standIn = Path.of(getClass().getResource("stand_in_airflow.py").toURI());
    List<String> words = new ArrayList<>(List.of("python3", standIn.toString(), airflow));
    words.add(home.resolve(file).toString());
    words.addAll(messages);
    assertThat(run(words.toArray(String[]::new))).as(() -> read("complained")).isZero();
    return Json.tree(read("said"));
  }

  private void winnowIs(String script) throws Exception {
    Path winnow = Files.createDirectories(home.resolve("jobs/bin")).resolve("winnow");
    Files.writeString(winnow, "#!/bin/sh\n" + script + "\n");
    assertThat(winnow.toFile().setExecutable(true)).isTrue();
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

  private String read(String file) {
    try {
      return Files.readString(home.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
