package io.winnow.spark.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuPlanTest {

  private static final String EXECUTOR = "spark.executor.resource.gpu.amount";
  private static final String TASK = "spark.task.resource.gpu.amount";

  @ParameterizedTest(name = "{0} GPUs, {1} a task, {2} cores of which a task takes {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 1     | 1 | 1 | each task has a GPU of its own
          2 | 1     | 2 | 1 | each task has a GPU of its own
          1 | 1.0   | 4 | 4 | each task has a GPU of its own
          1 | 0.25  | 4 | 1 | 4 tasks share each GPU
          1 | 0.25  | 8 | 2 | 4 tasks share each GPU
          2 | 0.5   | 4 | 1 | 2 tasks share each GPU
          1 | 0.333 | 3 | 1 | 3 tasks share each GPU
          1 | 0.1   | 4 | 1 | 4 tasks share each GPU; 10 would fit, an executor's cores run 4 at once
          1 | 0.4   | 2 | 1 | 2 tasks share each GPU
          1 | 0.5   | 4 | 1 | 2 tasks share each GPU; an executor's cores could run 4 at once, its GPUs have room for 2 (spark.task.resource.gpu.amount=0.25 lets in 4)
          1 | 1     | 3 | 1 | each task has a GPU of its own; an executor's cores could run 3 at once, its GPUs have room for 1 (spark.task.resource.gpu.amount=0.33 lets in 3)
          5 | 1     | 7 | 1 | each task has a GPU of its own; an executor's cores could run 7 at once, its GPUs have room for 5
          3 | 0.5   | 5 | 1 | 2 tasks share each GPU
          1 | 1e-12 | 2 | 1 | 2 tasks share each GPU; 2147483647 would fit, an executor's cores run 2 at once
          """)
  void aPlanSaysHowTasksShare(String gpus, String task, String cores, String cpus, String says) {
    GpuPlan plan = GpuPlan.of(standalone(gpus, task, cores).set("spark.task.cpus", cpus));

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.sentence()).isEqualTo(says);
    assertThat(plan.device()).isEqualTo(Device.gpu());
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[4]", "local[*]", "yarn", "spark://host:7077"})
  void withoutGpusTasksComputeOnTheProcessor(String master) {
    GpuPlan plan = GpuPlan.of(conf(master));

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.sentence()).isEqualTo("tasks compute on the processor");
    assertThat(plan.device()).isEqualTo(Device.cpu());
  }

  @Test
  void zeroIsTheSameAsNotSet() {
    assertThat(GpuPlan.of(standalone("0", "0", "4")).problems()).isEmpty();
    assertThat(GpuPlan.of(standalone("0", "0.0", "4")).device()).isEqualTo(Device.cpu());
  }

  @ParameterizedTest(name = "{0} GPUs, {1} cores: {2}")
  @CsvSource({"1, 1, 1", "1, 4, 0.25", "2, 4, 0.5", "1, 3, 0.33", "1, 7, 0.14", "4, 2, 1"})
  void gpusThatNoTaskAsksForAreNamedWithTheShareToSet(String gpus, String cores, String share) {
    assertThat(problems(standalone(gpus, null, cores)))
        .containsExactly(
            "%s: is not set: executors have %s, but tasks would not ask for any and compute on the processor. Set it to %s"
                .formatted(TASK, gpus.equals("1") ? "1 GPU" : gpus + " GPUs", share));
  }

  @Test
  void tasksThatAskWhereExecutorsHaveNone() {
    assertThat(problems(standalone(null, "0.25", "4")))
        .containsExactly(
            TASK
                + ": each task asks for 0.25, but executors have no GPU: set"
                + " spark.executor.resource.gpu.amount=1, or remove the setting");
  }

  @Test
  void aTaskThatAsksForMoreThanItsExecutorHas() {
    assertThat(problems(standalone("1", "2", "4")))
        .containsExactly(
            TASK
                + ": each task asks for 2, more than the 1 of an executor, so that none could"
                + " start: set it to 1 or less");
  }

  @Test
  void aTaskWithSeveralGpusWouldUseOne() {
    assertThat(problems(standalone("4", "2", "4")))
        .containsExactly(
            TASK
                + ": must be at most 1, not 2: a task uses one GPU, so its other GPUs would be"
                + " idle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.6", "0.75", "1.5"})
  void sharesThatSparkRefusesAreRefusedBefore(String share) {
    assertThat(problems(standalone("2", share, "4")))
        .contains(
            TASK
                + ": must be 1, or a share of at most 0.5 for several tasks on a GPU, not "
                + share);
    assertThatThrownBy(
            () -> ResourceUtils.calculateAmountAndPartsForFraction(Double.parseDouble(share)))
        .hasMessageContaining("must be either <= 0.5, or a whole number");
  }

  @Test
  void anExecutorHasWholeGpus() {
    assertThat(problems(standalone("0.5", "0.5", "4")))
        .containsExactly(
            EXECUTOR
                + ": must be a whole number, not 0.5: an executor has GPUs of its own. Let its"
                + " tasks share one by "
                + TASK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "-1", "NaN", ""})
  void whatIsNoAmountIsNamed(String amount) {
    assertThat(problems(standalone(amount, amount, "4")))
        .containsExactly(
            EXECUTOR + ": must be a number, 0 or above, not '%s'".formatted(amount),
            TASK + ": must be a number, 0 or above, not '%s'".formatted(amount));
  }

  @Test
  void aGpuThatNeverGetsATaskIsNamed() {
    assertThat(problems(standalone("2", "0.125", "4")))
        .containsExactly(
            TASK
                + ": 1 of the 2 GPUs of an executor would idle: its cores run 4 tasks at once, and"
                + " a GPU takes 8. Set it to 0.5");
    assertThat(problems(standalone("4", "0.2", "7")))
        .containsExactly(
            TASK
                + ": 2 of the 4 GPUs of an executor would idle: its cores run 7 tasks at once, and"
                + " a GPU takes 5. Set it to 0.5");
    assertThat(problems(standalone("3", "1", "2")))
        .containsExactly(
            EXECUTOR
                + ": 1 of the 3 GPUs of an executor would idle: its cores run 2 tasks at once, and"
                + " a GPU takes 1. Set it to 2, or give executors at least 3 cores"
                + " (spark.executor.cores)");
  }

  @Test
  void aTaskThatNeedsMoreCoresThanThereAre() {
    assertThat(problems(standalone("1", "1", "2").set("spark.task.cpus", "4")))
        .containsExactly(
            "spark.task.cpus: each task asks for 4 cores, more than the 2 of an executor"
                + " (spark.executor.cores)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[*]", "local[4]", "local[4,2]"})
  void localModeGivesOutNoGpus(String master) {
    SparkConf conf = conf(master).set(EXECUTOR, "1").set(TASK, "1");

    assertThat(problems(conf))
        .containsExactly(
            EXECUTOR
                + ": has no effect with spark.master=%s: Spark gives out no GPUs in local mode. Start a standalone cluster on this machine (conf/spark-defaults-standalone-gpu.conf), or remove the setting"
                    .formatted(master));
    assertThat(GpuPlan.of(conf).device()).isEqualTo(Device.cpu());
    assertThat(problems(conf(master).set(TASK, "1")))
        .singleElement()
        .asString()
        .startsWith(TASK + ": has no effect");
  }

  @Test
  void onYarnExecutorsMustFindTheirGpus() {
    SparkConf conf = conf("yarn").set(EXECUTOR, "1").set(TASK, "1");

    assertThat(problems(conf))
        .containsExactly(
            "spark.executor.resource.gpu.discoveryScript: is not set, so executors can't find their"
                + " GPUs: name a script that exists on every machine, such as conf/get-gpus.sh");
    assertThat(problems(conf.clone().set("spark.resources.discoveryPlugin", "a.Plugin"))).isEmpty();
    conf.set("spark.executor.resource.gpu.discoveryScript", "./get-gpus.sh");
    assertThat(problems(conf)).isEmpty();
  }

  @Test
  void onKubernetesTheVendorIsNeededToo() {
    SparkConf conf = conf("k8s://https://host:6443").set(EXECUTOR, "1").set(TASK, "1");

    assertThat(problems(conf))
        .hasSize(2)
        .element(1)
        .isEqualTo(
            "spark.executor.resource.gpu.vendor: is not set, which Kubernetes needs to name the"
                + " resource: nvidia.com");
    conf.set("spark.executor.resource.gpu.discoveryScript", "/opt/get-gpus.sh");
    conf.set("spark.executor.resource.gpu.vendor", "nvidia.com");
    assertThat(problems(conf)).isEmpty();
  }

  @Test
  void coresComeFromTheManagerWhereTheyAreNotSet() {
    SparkConf yarn = conf("yarn").set(EXECUTOR, "1").set(TASK, "0.25");
    yarn.set("spark.executor.resource.gpu.discoveryScript", "./get-gpus.sh");
    assertThat(GpuPlan.of(yarn).sentence())
        .as("YARN gives one core")
        .startsWith("each task has a GPU of its own; 4 would fit");

    SparkConf test = conf("local-cluster[2, 4, 1024]").set(EXECUTOR, "1").set(TASK, "0.25");
    assertThat(GpuPlan.of(test).sentence()).isEqualTo("4 tasks share each GPU");

    assertThat(GpuPlan.of(standalone("1", "0.25", null)).sentence())
        .isEqualTo(
            "4 tasks share each GPU; with spark.executor.cores set, Winnow could say whether the"
                + " cores fit that");
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    SparkConf conf = conf("k8s://host").set(EXECUTOR, "1").set(TASK, "0.7");

    assertThat(GpuPlan.of(conf.set("spark.task.cpus", "2")).problems())
        .extracting(GpuPlan.Problem::key)
        .containsExactly(
            TASK,
            "spark.executor.resource.gpu.discoveryScript",
            "spark.executor.resource.gpu.vendor",
            "spark.task.cpus");
  }

  private static List<String> problems(SparkConf conf) {
    return GpuPlan.of(conf).problems().stream().map(GpuPlan.Problem::toString).toList();
  }

  private static SparkConf standalone(String gpus, String task, String cores) {
    SparkConf conf = conf("spark://host:7077");
    if (gpus != null) {
      conf.set(EXECUTOR, gpus);
    }
    if (task != null) {
      conf.set(TASK, task);
    }
    return cores == null ? conf : conf.set("spark.executor.cores", cores);
  }

  private static SparkConf conf(String master) {
    return new SparkConf(false).setMaster(master);
  }
}
