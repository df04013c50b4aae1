package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.config.ConfigReader;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Published;
import io.winnow.jobs.status.Status;
import io.winnow.testing.Duck;
import io.winnow.testing.Trees;
import io.winnow.workspace.Snapshot;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * A workspace that a cluster works in.
 *
 * @param uri how drivers and executors find it
 * @param folder where it lies on this disk
 * @param natives where executors unpack libtorch
 */
record ClusterWorkspace(StandaloneCluster cluster, String uri, Path folder, Path natives) {

  static final Path JAR = Path.of(System.getProperty("winnow.cluster.jar"));

  private static final Path CONF =
      Path.of("..", "conf", "spark-defaults-cluster.conf").toAbsolutePath().normalize();
  private static final Duration TO_RUN = Duration.ofMinutes(4);
  private static final String MOUNTED = "viewfs://store/workspace";
  private static final String MOUNT = "fs.viewfs.mounttable.store.link./workspace";
  private static final AtomicInteger SUBMISSIONS = new AtomicInteger();

  /** As a file system of its own, as HDFS is one: executors read models there. */
  static ClusterWorkspace onItsOwnFileSystem(StandaloneCluster cluster, Path folder, Path natives) {
    return new ClusterWorkspace(cluster, MOUNTED, folder, natives);
  }

  /** Runs a command on the cluster to its end, which must be a good one. */
  String winnow(String command, String... more) throws Exception {
    return end(start(command, more));
  }

  /** As {@link #winnow}, in local mode: on threads of this JVM, in the folder. */
  String winnowLocally(String command, String... more) {
    return HereCommand.run(words(command, folder.toString(), more));
  }

  /** Waits for the good end of a command that was started. */
  String end(JavaProcess driver) throws Exception {
    assertThat(driver.awaitExit(TO_RUN)).as(driver.said()).isZero();
    return driver.said();
  }

  /** Starts a command on the cluster. */
  JavaProcess start(String command, String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("--class", "io.winnow.cli.Main"));
    options.addAll(List.of("--properties-file", CONF.toString()));
    for (String setting : settings()) {
      options.addAll(List.of("--conf", setting));
    }
    String name = "%d-%s".formatted(SUBMISSIONS.incrementAndGet(), command.replace(' ', '-'));
    return cluster.submit(name, cluster.master(), options, JAR, words(command, uri, more));
  }

  private static List<String> words(String command, String workspace, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--workspace", workspace, "--set", "train.threads=1"));
    words.addAll(List.of("--set", "score.precision=fp32"));
    words.addAll(List.of(more));
    return words;
  }

  /** Small and quick; the rest is as the cluster's template of settings has it. */
  private List<String> settings() {
    return List.of(
        "spark.driver.host=127.0.0.1",
        "spark.driver.bindAddress=127.0.0.1",
        "spark.ui.enabled=false",
        "spark.cores.max=2",
        "spark.sql.shuffle.partitions=2",
        "spark.default.parallelism=10",
        "spark.executor.cores=1",
        "spark.executor.memory=600m",
        "spark.executor.defaultJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.executorEnv.DJL_CACHE_DIR=" + natives,
        "spark.hadoop." + MOUNT + "=" + folder.toUri());
  }

  /** A copy on local disks, to which Spark must ship models, and in which a round has yet to be. */
  ClusterWorkspace copyWithoutRound(int round, Path target) throws IOException {
    Path gone = folder.resolve("rounds/%04d".formatted(round));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> !it.startsWith(gone)).toList()) {
        Files.copy(file, target.resolve(folder.relativize(file)));
      }
    }
    return new ClusterWorkspace(cluster, target.toUri().toString(), target, natives);
  }

  Status status() {
    WinnowConfig config = ConfigReader.read(List.of(), List.of());
    return Status.of(
        new Published(
            workspace(),
            () -> {
              throw new IllegalStateException("A status needs no Spark");
            }),
        config.jobs(),
        Clock.systemUTC(),
        Optional.empty());
  }

  /** The published scores of a round; fails if a sentence is there twice. */
  Map<String, Double> scores(int round) {
    List<String> files =
        new Snapshot(workspace())
            .latest(workspace().scores(round)).orElseThrow().parts("scores").stream()
                .map(part -> "'%s/*.parquet'".formatted(folder.resolve(part)))
                .toList();
    Map<String, Double> byId = new TreeMap<>();
    for (List<String> row :
        Duck.query(
            "SELECT id, mnlp FROM read_parquet(%s, hive_partitioning = false)".formatted(files))) {
      assertThat(byId.put(row.get(0), Double.valueOf(row.get(1)))).as(row.get(0)).isNull();
    }
    return byId;
  }

  /** How many files of a round's scores are complete, though nothing is published yet. */
  int scoreFiles(int round) throws IOException {
    Path scores = folder.resolve("rounds/%04d/scores".formatted(round));
    // Tasks write below _temporary/0/_temporary and move their files up when they are done.
    return (int)
        Trees.files(scores).stream()
            .filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
            .filter(file -> !file.toString().contains("/_temporary/0/_temporary/"))
            .count();
  }

  /** By its folder: Hadoop would give this JVM one viewfs for all of them. */
  private Workspace workspace() {
    return Workspace.at(folder.toUri().toString(), new Configuration());
  }
}
