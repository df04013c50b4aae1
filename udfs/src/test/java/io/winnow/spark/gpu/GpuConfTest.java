package io.winnow.spark.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings in {@code conf/} that come with Winnow, and the script that finds GPUs. */
class GpuConfTest {

  private static final Path CONF = Path.of("..", "conf");

  /** Keys made of names, and those of Spark's part for Kubernetes, which resolves nowhere. */
  private static final String FREE =
      "spark\\.(executorEnv|hadoop|executor\\.resource|task\\.resource|app)\\..+|spark\\.master"
          + "|spark\\.yarn\\.maxAppAttempts"
          + "|spark\\.kubernetes\\.(container\\.image|namespace|(driver|executor)\\.podTemplateFile"
          + "|authenticate\\.driver\\.serviceAccountName)";

  /** The only folder of programs that the script finds. */
  @TempDir Path bin;

  @ParameterizedTest
  @ValueSource(strings = {"standalone-gpu", "yarn-gpu", "kubernetes-gpu"})
  void eachManagerHasSettingsInWhichFourTasksShareAGpu(String name) throws IOException {
    GpuPlan plan = GpuPlan.of(conf(name));

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.sentence()).isEqualTo("4 tasks share each GPU");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "cluster", "kubernetes"})
  void theOthersAskForNone(String name) throws IOException {
    assertThat(GpuPlan.of(conf(name)).problems()).isEmpty();
    assertThat(GpuPlan.of(conf(name)).sentence()).isEqualTo("tasks compute on the processor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"local", "cluster", "kubernetes", "standalone-gpu", "yarn-gpu", "kubernetes-gpu"})
  void sparkKnowsEachKeyAndReadsEachValue(String name) throws IOException {
    // Spark's parts register their keys as they start.
    LocalSpark.session().conf();
    SparkConf conf = conf(name);
    for (var setting : conf.getAll()) {
      if (!setting._1().matches(FREE)) {
        ConfigEntry<?> entry = ConfigEntry.findEntry(setting._1());
        assertThat(entry).as(setting._1()).isNotNull();
        assertThat(entry.valueConverter().apply(setting._2())).as(setting._1()).isNotNull();
      }
    }
  }

  @Test
  void theScriptCountsWhatNvidiaSmiLists() throws Exception {
    nvidiaSmi("printf '0\\n1\\n2\\n'");

    assertThat(gpus(Map.of())).containsExactly("0", "1", "2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "2,3 | 2",
        "5 | 1",
        "GPU-8f3c3b1e,GPU-11112222 | 2",
        "MIG-4c5d1d2f | 1",
        "0,-1,1 | 1",
        "-1 | 0",
        "NoDevFiles | 0",
        "\"\" | 0"
      })
  void cudaCountsVisibleGpusFromZero(String visible, int count) throws Exception {
    nvidiaSmi("printf '0\\n1\\n2\\n3\\n4\\n5\\n'");

    assertThat(gpus(Map.of("CUDA_VISIBLE_DEVICES", visible)))
        .containsExactly(List.of("0", "1").subList(0, count).toArray(String[]::new));
  }

  @Test
  void withoutNvidiaSmiThereAreNoGpus() throws Exception {
    assertThat(gpus(Map.of())).isEmpty();
  }

  @Test
  void noGpusOnAMachineWithTheDriverAreNone() throws Exception {
    nvidiaSmi("echo 'No devices were found'");

    assertThat(gpus(Map.of())).isEmpty();
  }

  @Test
  void aGpuThatIsGoneIsNotCounted() throws Exception {
    nvidiaSmi("echo 0; echo 'Unable to determine the device handle for GPU 0000:3B:00.0: lost'");

    assertThat(gpus(Map.of())).containsExactly("0");
  }

  @Test
  void aDriverThatFailsIsAnErrorAndNotNoGpus() throws Exception {
    nvidiaSmi("echo 'NVIDIA-SMI has failed'; exit 9");

    Process process = script(Map.of());

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(new String(process.getErrorStream().readAllBytes()))
        .contains("get-gpus.sh: nvidia-smi failed: NVIDIA-SMI has failed");
  }

  /** As Spark reads it. */
  private String[] gpus(Map<String, String> environment) throws Exception {
    Process process = script(environment);
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    ResourceInformation gpus = ResourceInformation.parseJson(said);
    assertThat(gpus.name()).isEqualTo("gpu");
    return gpus.addresses();
  }

  private Process script(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(CONF.resolve("get-gpus.sh").toAbsolutePath().toString());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void nvidiaSmi(String does) throws IOException {
    Path script = bin.resolve("nvidia-smi");
    Files.writeString(script, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static SparkConf conf(String name) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(CONF.resolve("spark-defaults-" + name + ".conf"))) {
      properties.load(in);
    }
    SparkConf conf = new SparkConf(false);
    properties.stringPropertyNames().forEach(key -> conf.set(key, properties.getProperty(key)));
    return conf;
  }
}
