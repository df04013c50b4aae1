package io.winnow.cluster;

import io.winnow.cluster.RoundPlace.Cost;
import io.winnow.files.TemporaryFolder;
import io.winnow.s3.Bucket;
import io.winnow.sample.SampleCorpus;
import java.io.File;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the steps of a round cost in the places where rounds run: on two threads of the driver, on
 * Spark's standalone cluster and on YARN with two executors of one core each, and on two threads
 * with the workspace on S3. Each step is a command that is submitted, in each place in turn. What
 * the servers take (HDFS, YARN, S3) is not counted.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.cluster.RoundCostBench -Dbench.args="20000 60"
 * </pre>
 */
public final class RoundCostBench {

  private static final Path LOCAL = conf("spark-defaults-local.conf");
  private static final Path CLUSTER = conf("spark-defaults-cluster.conf");
  private static final Path S3 = conf("spark-defaults-s3.conf");
  private static final Duration TO_RUN = Duration.ofMinutes(20);
  private static final List<String> S3_JARS =
      List.of("hadoop-aws-", "aws-java-sdk-bundle-", "spark-hadoop-cloud_");

  /** The same in each place. */
  private static final List<String> SETTINGS =
      List.of(
          "spark.ui.enabled=false",
          "spark.sql.shuffle.partitions=2",
          "spark.default.parallelism=2",
          "spark.executor.cores=1",
          "spark.executor.instances=2",
          "spark.executor.memory=600m",
          "spark.executor.defaultJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

  private RoundCostBench() {}

  /**
   * @param arguments sentences, then training steps
   */
  public static void main(String[] arguments) throws Exception {
    int sentences = Integer.parseInt(arguments[0]);
    try (TemporaryFolder temporary = TemporaryFolder.create("winnow-round-cost")) {
      Path folder = temporary.path();
      Path corpus = folder.resolve("corpus.conll");
      try (Writer out = Files.newBufferedWriter(corpus)) {
        SampleCorpus.writeConll(
            SampleCorpus.sentences(SampleCorpus.DEFAULT_SEED, sentences), out);
      }
      measure(folder, steps(corpus.toUri().toString(), arguments[1]));
    }
  }

  private static List<List<String>> steps(String corpus, String trainingSteps) {
    return Stream.of(
            "init --input=%s --set=init.holdout-sentences=500".formatted(corpus),
            "model import",
            "select",
            "vendor simulate",
            "merge",
            "train --set=train.threads=1 --set=train.max-steps=" + trainingSteps,
            "evaluate",
            "score",
            "select")
        .map(words -> List.of(words.split(" ")))
        .toList();
  }

  private static void measure(Path folder, List<List<String>> steps) throws Exception {
    try (StandaloneCluster standalone =
            StandaloneCluster.start(Files.createDirectory(folder.resolve("standalone")));
        YarnCluster yarn = YarnCluster.start(Files.createDirectory(folder.resolve("yarn")));
        Bucket bucket = Bucket.make(folder, "rounds")) {
      List<RoundPlace> places =
          List.of(
              onTwoThreads(standalone, folder),
              onStandalone(standalone, folder),
              onYarn(yarn),
              onS3(standalone, bucket));
      System.out.printf("%-16s", "seconds, CPU-s");
      places.forEach(place -> System.out.printf(" %22s", place.name()));
      System.out.println();
      double[] seconds = new double[places.size()];
      double[] cpu = new double[places.size()];
      for (List<String> step : steps) {
        System.out.printf("%-16s", name(step));
        double local = 0;
        for (int i = 0; i < places.size(); i++) {
          List<String> words = new ArrayList<>(step);
          words.add("--workspace=" + places.get(i).workspace());
          Cost cost = places.get(i).run(words);
          local = i == 0 ? cost.cpuSeconds() : local;
          seconds[i] += cost.seconds();
          cpu[i] += cost.cpuSeconds();
          print(cost, local);
        }
        System.out.println();
      }
      System.out.printf("%-16s", "all");
      for (int i = 0; i < cpu.length; i++) {
        print(new Cost(seconds[i], cpu[i]), cpu[0]);
      }
      System.out.println();
    }
  }

  private static String name(List<String> step) {
    return step.get(0) + (step.size() > 1 && !step.get(1).startsWith("-") ? " " + step.get(1) : "");
  }

  private static void print(Cost cost, double local) {
    System.out.printf(
        " %6.1f %6.1f (x %4.2f)", cost.seconds(), cost.cpuSeconds(), cost.cpuSeconds() / local);
    System.out.flush();
  }

  private static RoundPlace onTwoThreads(StandaloneCluster home, Path folder) {
    return new RoundPlace(
        "local[2]",
        folder.resolve("local").toUri().toString(),
        words -> submit(home, "local[2]", options(LOCAL, List.of()), words),
        List.of());
  }

  private static RoundPlace onStandalone(StandaloneCluster cluster, Path folder) {
    List<String> more =
        List.of(
            "spark.driver.host=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.executorEnv.DJL_CACHE_DIR=" + folder.resolve("natives"));
    return new RoundPlace(
        "standalone",
        folder.resolve("on-standalone").toUri().toString(),
        words -> submit(cluster, cluster.master(), options(CLUSTER, more), words),
        cluster.workers());
  }

  private static RoundPlace onYarn(YarnCluster cluster) throws Exception {
    List<String> settings = new ArrayList<>(SETTINGS);
    settings.add("spark.yarn.archive=" + cluster.archive());
    return new RoundPlace(
        "YARN and HDFS",
        cluster.uri("workspace"),
        words -> {
          var ended = cluster.winnow("client", settings, words.toArray(String[]::new));
          requireDone(words, ended.code(), ended.said());
        },
        List.of(cluster.handle()));
  }

  private static RoundPlace onS3(StandaloneCluster home, Bucket bucket) throws Exception {
    List<String> more = new ArrayList<>();
    try (Stream<String> lines = Files.lines(S3)) {
      lines
          .filter(line -> line.startsWith("spark."))
          .forEach(line -> more.add(line.replaceFirst("\\s+", "=")));
    }
    bucket.settings().forEach((key, value) -> more.add("spark.hadoop." + key + "=" + value));
    List<String> options = new ArrayList<>(options(LOCAL, more));
    options.addAll(List.of("--jars", String.join(",", s3Jars())));
    return new RoundPlace(
        "local[2] and S3",
        bucket.uri("workspace"),
        words -> submit(home, "local[2]", options, words),
        List.of());
  }

  private static List<String> s3Jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> S3_JARS.stream().anyMatch(new File(jar).getName()::startsWith))
        .toList();
  }

  private static List<String> options(Path defaults, List<String> more) {
    List<String> options = new ArrayList<>(List.of("--class", "io.winnow.cli.Main"));
    options.addAll(List.of("--properties-file", defaults.toString()));
    Stream.concat(SETTINGS.stream(), more.stream())
        .forEach(setting -> options.addAll(List.of("--conf", setting)));
    return options;
  }

  private static void submit(
      StandaloneCluster home, String master, List<String> options, List<String> words)
      throws Exception {
    JavaProcess driver =
        home.submit("%d-%s".formatted(System.nanoTime(), words.get(0)), master, options, ClusterWorkspace.JAR, words);
    requireDone(words, driver.awaitExit(TO_RUN), driver.said());
  }

  private static void requireDone(List<String> words, int code, String said) {
    if (code != 0) {
      throw new IllegalStateException("%s ended with %d: %s".formatted(words, code, said));
    }
  }

  private static Path conf(String name) {
    return Path.of("..", "conf", name).toAbsolutePath().normalize();
  }
}
