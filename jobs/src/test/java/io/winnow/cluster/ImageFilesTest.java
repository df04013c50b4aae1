package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code conf/docker}, as far as they can be tried without an image. */
class ImageFilesTest {

  private static final Path FILES = Path.of("..", "conf", "docker").toAbsolutePath().normalize();

  /** Has bin/spark-submit, which says what it was given and ends with what the test asks for. */
  @TempDir Path spark;

  @Test
  void javaOpensWhatSparkNeeds() throws IOException {
    assertThat(Files.readAllLines(FILES.resolve("java-options")))
        .containsAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split(" ")));
  }

  @Test
  void anImageIsMadeOfTheJarForClusters() throws Exception {
    Process install =
        new ProcessBuilder(
                "sh", FILES.resolve("install.sh").toString(), spark.toString(), spark + "/target")
            .redirectErrorStream(true)
            .start();

    assertThat(new String(install.getInputStream().readAllBytes()))
        .contains(spark + " must have one winnow-jobs-VERSION-cluster.jar");
    assertThat(install.waitFor()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} with WINNOW_WAITING={1}: {2}")
  @CsvSource({"0, 0, 0", "4, 0, 0", "4, , 4", "4, 7, 7", "1, 0, 1", "2, 0, 2", "143, 0, 143"})
  void waitingForTheVendorIsNoFailureWhereTheSchedulerKnowsNoThirdWay(
      int code, String waiting, int expected) throws Exception {
    Process container = container("echo \"$@\"; exit " + code, waiting);

    assertThat(new String(container.getInputStream().readAllBytes()).strip())
        .isEqualTo("--class A b c");
    assertThat(container.waitFor()).isEqualTo(expected);
  }

  @Test
  void aSignalReachesWhatRuns() throws Exception {
    Process container =
        container("trap 'echo told; exit 9' TERM; echo up; while :; do sleep 0.1; done", "0");
    try (var lines = container.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("up");
      container.toHandle().destroy();
      assertThat(lines.readLine()).isEqualTo("told");
    }
    assertThat(container.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(container.exitValue()).isEqualTo(9);
  }

  private Process container(String submit, String waiting) throws IOException {
    Path script = Files.createDirectories(spark.resolve("bin")).resolve("spark-submit");
    Files.writeString(script, "#!/bin/bash\n" + submit + "\n");
    Files.setPosixFilePermissions(
        script, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                FILES.resolve("entrypoint.sh").toString(),
                "spark-submit",
                "--class",
                "A",
                "b",
                "c"));
    builder.environment().put("SPARK_HOME", spark.toString());
    builder.environment().remove("WINNOW_WAITING");
    if (waiting != null) {
      builder.environment().put("WINNOW_WAITING", waiting);
    }
    return builder.redirectErrorStream(true).start();
  }
}
