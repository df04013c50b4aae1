package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.config.ConfigReader;
import io.winnow.cli.config.WinnowConfig;
import io.winnow.jobs.status.Status;
import io.winnow.sample.SampleCorpus;
import io.winnow.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rounds on a real cluster: the packaged jar, spark-submit, executors in processes of their own.
 */
class StandaloneClusterIT {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path FOLDER = TARGET.resolve("standalone");
  private static final Path JAR = Path.of(System.getProperty("winnow.cluster.jar"));
  private static final Path NATIVES = FOLDER.resolve("natives");
  private static final Path CONF =
      Path.of("..", "conf", "spark-defaults-cluster.conf").toAbsolutePath().normalize();
  private static final int SENTENCES = 600;

  /** A folder as a file system of its own, as HDFS is one: what isn't shipped isn't there. */
  private static final String WORKSPACE = "viewfs://store/workspace";

  private static final String MOUNT = "fs.viewfs.mounttable.store.link./workspace";
  private static final String STORE = FOLDER.resolve("workspace").toUri().toString();

  private static StandaloneCluster cluster;
  private static int submissions;

  @BeforeAll
  static void start() throws Exception {
    delete(FOLDER);
    cluster = StandaloneCluster.start(FOLDER, sparkJars());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    assertThat(cluster.handles()).noneMatch(ProcessHandle::isAlive);
    delete(FOLDER.resolve("natives"));
    delete(FOLDER.resolve("worker-1"));
    delete(FOLDER.resolve("worker-2"));
    delete(FOLDER.resolve("tmp"));
  }

  @Test
  void roundsRunOnExecutorsOfTheirOwn() throws Exception {
    Path corpus = FOLDER.resolve("sample.conll");
    try (Writer out = Files.newBufferedWriter(corpus)) {
      SampleCorpus.writeConll(SampleCorpus.sentences().subList(0, SENTENCES), out);
    }
    winnow("init", "--input", corpus.toUri().toString());
    winnow("model import");
    winnow("round", "--set", "select.budget-words=600");
    winnow("vendor simulate");
    winnow("round", "--set", "train.max-steps=20", "--set", "train.batch-size=8");

    Status status = status();
    assertThat(status.rounds()).hasSize(2);
    assertThat(status.rounds().get(0).steps()).isEqualTo(20);
    assertThat(status.rounds().get(0).f1()).isBetween(0.0, 1.0);
    assertThat(status.rounds().get(1).scored()).isPositive();
    assertThat(status.rounds().get(1).sent()).isPositive();
    assertThat(NATIVES).as("where only executors unpack libtorch").isNotEmptyDirectory();
    for (String worker : List.of("worker-1", "worker-2")) {
      assertThat(executorLogs(worker)).as(worker).anyMatch(log -> log.contains("Finished task"));
    }
  }

  private static void winnow(String command, String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("--class", "io.winnow.cli.Winnow"));
    options.addAll(List.of("--properties-file", CONF.toString()));
    for (String setting : settings()) {
      options.addAll(List.of("--conf", setting));
    }
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of("--workspace", WORKSPACE, "--set", "train.threads=1"));
    arguments.addAll(List.of(more));
    String name = "%d-%s".formatted(++submissions, command.replace(' ', '-'));
    StandaloneCluster.Submitted submitted = cluster.submit(name, options, JAR, arguments);
    assertThat(submitted.exitCode()).as(submitted.said()).isZero();
  }

  /** Small and quick; the rest is as the cluster's template of settings has it. */
  private static List<String> settings() {
    return List.of(
        "spark.driver.host=127.0.0.1",
        "spark.driver.bindAddress=127.0.0.1",
        "spark.ui.enabled=false",
        "spark.cores.max=2",
        "spark.sql.shuffle.partitions=2",
        "spark.executor.cores=1",
        "spark.executor.memory=600m",
        "spark.executor.defaultJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.executorEnv.DJL_CACHE_DIR=" + NATIVES,
        "spark.hadoop." + MOUNT + "=" + STORE);
  }

  private static Status status() {
    WinnowConfig config = ConfigReader.read(List.of(), List.of());
    Configuration hadoop = new Configuration();
    hadoop.set(MOUNT, STORE);
    return Status.of(
        Workspace.at(WORKSPACE, hadoop), config.merge(), config.round(), Optional.empty());
  }

  private static List<String> executorLogs(String worker) throws IOException {
    List<String> logs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER.resolve(worker))) {
      for (Path file : files.filter(path -> path.endsWith("stderr")).toList()) {
        logs.add(Files.readString(file));
      }
    }
    return logs;
  }

  /** The jars of scope provided, and those that a distribution has older than Winnow's own. */
  private static List<Path> sparkJars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String jar :
        Files.readString(TARGET.resolve("spark.classpath")).split(File.pathSeparator)) {
      jars.add(Path.of(jar.strip()));
    }
    try (Stream<Path> older = Files.list(TARGET.resolve("spark-older-jars"))) {
      older.forEach(jars::add);
    }
    return jars;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
