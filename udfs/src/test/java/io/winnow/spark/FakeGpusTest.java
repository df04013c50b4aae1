package io.winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.OwnJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GPUs without a GPU: a small cluster of Spark's own whose workers claim to have two each, and what
 * its tasks then make of it.
 */
class FakeGpusTest {

  private static final int PATIENCE_SECONDS = 180;

  @TempDir static Path folder;

  private static Map<String, List<FakeGpuCluster.Seen>> seen;

  @BeforeAll
  static void run() throws Exception {
    seen = FakeGpuCluster.parse(child());
  }

  @Test
  void tasksOfAnExecutorWithWholeGpusGetOneEach() {
    assertThat(byExecutor("whole", FakeGpuCluster.Seen::device))
        .hasSize(2)
        .allSatisfy(
            (executor, devices) ->
                assertThat(devices).containsExactlyInAnyOrder("gpu(0)", "gpu(1)"));
  }

  @Test
  void tasksWithHalfAGpuShareIt() {
    assertThat(byExecutor("half", FakeGpuCluster.Seen::device))
        .hasSize(2)
        .allSatisfy((executor, devices) -> assertThat(devices).hasSize(2).containsOnly("gpu(0)"));
  }

  @Test
  void tasksOnOneDeviceShareOneModel() {
    assertThat(byExecutor("shared", FakeGpuCluster.Seen::model))
        .hasSize(2)
        .allSatisfy(
            (executor, models) -> assertThat(models).hasSize(2).containsOnly(models.get(0)));
    assertThat(seen.get("shared")).allMatch(task -> task.loads() == 1);
  }

  @Test
  void nativesForProcessorsRefuseTheGpuByItsNumber() {
    assertThat(byExecutor("refused", FakeGpuCluster.Seen::device))
        .hasSize(2)
        .allSatisfy(
            (executor, errors) ->
                assertThat(errors)
                    .hasSize(2)
                    .allMatch(error -> error.startsWith("Spark gave a task GPU 0, but libtorch"))
                    .allMatch(error -> error.contains("-Pcuda")));
  }

  private static Map<String, List<String>> byExecutor(
      String stage, Function<FakeGpuCluster.Seen, String> what) {
    return seen.get(stage).stream()
        .collect(
            Collectors.groupingBy(
                FakeGpuCluster.Seen::executor,
                Collectors.mapping(what, Collectors.toUnmodifiableList())));
  }

  /** The driver is a process of its own, since only one Spark can be in a JVM. */
  private static List<String> child() throws Exception {
    Path home = Files.createDirectories(folder.resolve("spark/jars")).getParent();
    Path out = folder.resolve("out");
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(OwnJvm.java());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    command.addAll(List.of("-Xmx600m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", OwnJvm.classPath(), FakeGpuCluster.class.getName()));
    command.addAll(List.of(folder.toString(), discoveryScript().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.12",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "SPARK_LOCAL_DIRS",
                folder.resolve("tmp").toString()));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("ends in time; log:%n%s", Files.readString(log))
          .isTrue();
      assertThat(process.exitValue()).as("%s", Files.readString(log)).isZero();
      return Files.readAllLines(out);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Path discoveryScript() throws IOException {
    Path script = folder.resolve("two-gpus.sh");
    Files.writeString(
        script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}'\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
