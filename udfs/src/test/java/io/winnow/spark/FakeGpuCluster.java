package io.winnow.spark;

import ai.djl.Device;
import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import io.winnow.model.TestCheckpoints;
import io.winnow.spark.gpu.GpuPlan;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The driver of {@link FakeGpusTest}: prints what tasks saw, a line each. */
final class FakeGpuCluster {

  private static final int TASKS = 4;
  private static final String MARK = "SEEN";
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int PAUSE_MILLIS = 20;

  private FakeGpuCluster() {}

  /**
   * @param executor its id
   * @param device what the task made of its GPU, or the error
   * @param model which one it held
   * @param loads models that its executor has loaded so far
   */
  record Seen(String executor, String device, String model, int loads) implements Serializable {}

  /** What a task does, while all others of its stage run, too. */
  private interface Look extends Serializable {
    Seen at(Together together);
  }

  /** Where tasks in several processes wait for each other: each leaves a file. */
  private record Together(String folder, int tasks) implements Serializable {

    void await(String point) {
      Path here = Path.of(folder, point);
      try {
        Files.createDirectories(here);
        Files.createFile(here.resolve("task-" + TaskContext.getPartitionId()));
        for (int tries = 0; here.toFile().list().length < tasks; tries++) {
          if (tries == PATIENCE_MILLIS / PAUSE_MILLIS) {
            throw new IllegalStateException(
                "Only %s came".formatted(Arrays.asList(here.toFile().list())));
          }
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * @param arguments a folder to work in, and the workers' discovery script
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    SparkConf whole = conf(folder, arguments[1]);
    try (JavaSparkContext spark = start(whole, "2", "1")) {
      look(spark, folder, "whole", FakeGpuCluster::device);
    }
    SparkConf half = conf(folder, arguments[1]);
    try (JavaSparkContext spark = start(half, "1", "0.5")) {
      look(spark, folder, "half", FakeGpuCluster::device);
      Path checkpoint =
          TestCheckpoints.small()
              .withTags(new LabelScheme(List.of("PER")).tags())
              .write(Files.createDirectory(folder.resolve("model")));
      ModelFiles model =
          ModelFiles.ship(
              SparkSession.builder().getOrCreate(),
              checkpoint.toUri().toString(),
              Checkpoint.open(checkpoint).sha256());
      look(spark, folder, "shared", together -> hold(model, together));
      look(spark, folder, "refused", FakeGpuCluster::refusal);
    }
  }

  /** The printed lines among all others. */
  static Map<String, List<Seen>> parse(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.split("\t"))
        .collect(
            Collectors.groupingBy(
                part -> part[1],
                Collectors.mapping(
                    part -> new Seen(part[2], part[3], part[4], Integer.parseInt(part[5])),
                    Collectors.toList())));
  }

  private static Seen device(Together together) {
    return seen(TaskDevice.given(TaskContext.get()).toString(), "");
  }

  private static Seen hold(ModelFiles model, Together together) {
    try (ExecutorModels.Hold hold = ExecutorModels.hold(model, Precision.FP32, Device.cpu())) {
      // No task lets go before all have taken hold.
      together.await("held");
      return seen("", Integer.toString(System.identityHashCode(hold.classifier())));
    }
  }

  private static Seen refusal(Together together) {
    try {
      return seen(TaskDevice.of(TaskContext.get()).toString(), "");
    } catch (IllegalStateException e) {
      return seen(e.getMessage(), "");
    }
  }

  private static Seen seen(String device, String model) {
    return new Seen(SparkEnv.get().executorId(), device, model, ExecutorModels.loads());
  }

  private static void look(JavaSparkContext spark, Path folder, String stage, Look look) {
    Together together = new Together(folder.resolve(stage).toString(), TASKS);
    List<Seen> all =
        spark
            .parallelize(Collections.nCopies(TASKS, 0), TASKS)
            .map(
                ignored -> {
                  together.await("begun");
                  Seen seen = look.at(together);
                  together.await("looked");
                  return seen;
                })
            .collect();
    for (Seen seen : all) {
      System.out.printf(
          "%s\t%s\t%s\t%s\t%s\t%d%n",
          MARK, stage, seen.executor(), seen.device(), seen.model(), seen.loads());
    }
  }

  private static JavaSparkContext start(SparkConf conf, String gpus, String share) {
    conf.set("spark.executor.resource.gpu.amount", gpus);
    conf.set("spark.task.resource.gpu.amount", share);
    if (!GpuPlan.of(conf).problems().isEmpty()) {
      throw new IllegalStateException(GpuPlan.of(conf).toString());
    }
    return new JavaSparkContext(conf);
  }

  private static SparkConf conf(Path folder, String discovery) {
    return new SparkConf()
        .setMaster("local-cluster[2,2,1024]")
        .setAppName("fake-gpus")
        .set("spark.worker.resource.gpu.amount", "2")
        .set("spark.worker.resource.gpu.discoveryScript", discovery)
        .set("spark.executor.memory", "512m")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .set("spark.executor.defaultJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.sql.warehouse.dir", folder.resolve("warehouse").toUri().toString());
  }
}
