package io.winnow.cluster;

import io.winnow.testing.Trees;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * YARN and HDFS on loopback, in one process; application masters, executors and those who submit
 * have their own.
 */
final class YarnCluster implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(120);
  private static final Duration TO_RUN = Duration.ofMinutes(8);
  private static final Pattern READY = Pattern.compile("Hadoop is ready: (hdfs://\\S+)");
  private static final Path SERVER = Path.of("src", "test", "hadoop", "MiniHadoop.java");
  private static final Path DEFAULTS =
      Path.of("..", "conf", "spark-defaults-cluster.conf").toAbsolutePath().normalize();

  /** Small and quick; the rest is as the cluster's template of settings has it. */
  private static final List<String> SETTINGS =
      List.of(
          "spark.driver.memory=700m",
          "spark.driver.memoryOverhead=1g",
          "spark.driver.defaultJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
          "spark.executor.cores=1",
          "spark.executor.instances=1",
          "spark.executor.memory=600m",
          "spark.executor.memoryOverhead=1g",
          "spark.executor.defaultJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
          "spark.ui.enabled=false",
          "spark.sql.shuffle.partitions=2",
          "spark.default.parallelism=2");

  private final Path folder;
  private final SparkHome spark;
  private final JavaProcess hadoop;
  private final String files;
  private int submissions;

  /** How a submission went, as the one who submits sees it. */
  record Ended(int code, String said) {}

  private YarnCluster(Path folder, SparkHome spark, JavaProcess hadoop) throws Exception {
    this.folder = folder;
    this.spark = spark;
    this.hadoop = hadoop;
    try {
      this.files = hadoop.awaitReady(TO_START);
    } catch (Exception e) {
      hadoop.end();
      throw e;
    }
  }

  static YarnCluster start(Path folder) throws Exception {
    SparkHome spark = SparkHome.in(folder);
    Path working = Files.createDirectories(folder.resolve("hadoop"));
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> servers = Files.list(Path.of("target", "hadoop-jars").toAbsolutePath())) {
      servers.forEach(jars::add);
    }
    SparkHome.providedJars().stream()
        .filter(jar -> jar.getFileName().toString().startsWith("hadoop-client-"))
        .forEach(jars::add);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx600m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-Dlog4j.rootLogger=WARN");
    command.add("-cp");
    command.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.addAll(List.of(SERVER.toAbsolutePath().toString(), working.toString()));
    return new YarnCluster(
        folder,
        spark,
        new JavaProcess(
            "hadoop", working.resolve("hadoop.log"), Map.of(), List.copyOf(command), READY));
  }

  /** A folder in HDFS. */
  String uri(String name) {
    return files + "/" + name;
  }

  /**
   * Puts Spark's jars where each machine takes them from once, and not from whoever submits.
   *
   * @return a value of {@code spark.yarn.archive}
   */
  String archive() throws IOException {
    String archive = uri("spark.zip");
    try (FileSystem store = store();
        ZipOutputStream zip =
            new ZipOutputStream(store.create(new org.apache.hadoop.fs.Path(archive)))) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Path jar : spark.everyJar()) {
        zip.putNextEntry(new ZipEntry(jar.getFileName().toString()));
        Files.copy(jar, zip);
      }
    }
    return archive;
  }

  /**
   * Runs a command to its end.
   *
   * @param mode client or cluster
   * @param settings of Spark, on top of the usual ones
   */
  Ended winnow(String mode, List<String> settings, String... words) throws Exception {
    return end(start(mode, settings, words));
  }

  /** Waits for the end of a command that was started. */
  Ended end(JavaProcess submit) throws Exception {
    return new Ended(submit.awaitExit(TO_RUN), submit.said());
  }

  /** The same without waiting for its end. */
  JavaProcess start(String mode, List<String> settings, String... words) throws IOException {
    List<String> program = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit"));
    program.addAll(List.of("--master", "yarn", "--deploy-mode", mode));
    program.addAll(List.of("--class", "io.winnow.cli.Main"));
    program.addAll(List.of("--properties-file", DEFAULTS.toString()));
    for (String setting : SETTINGS) {
      program.addAll(List.of("--conf", setting));
    }
    for (String setting : settings) {
      program.addAll(List.of("--conf", setting));
    }
    program.add(ClusterWorkspace.JAR.toString());
    program.addAll(List.of(words));
    Path conf = folder.resolve("hadoop/conf");
    String name = "%d-%s-%s".formatted(++submissions, mode, words[0]);
    return spark.start(
        name,
        SparkHome.NOTHING,
        "700m",
        List.of(conf),
        Map.of("HADOOP_CONF_DIR", conf.toString(), "HADOOP_USER_NAME", "winnow"),
        program);
  }

  /** Ends the name node and starts it again, with what it has on its disk. */
  void restartNameNode() throws Exception {
    Path request = Files.createFile(folder.resolve("hadoop/restart-name-node"));
    long deadline = System.nanoTime() + TO_START.toNanos();
    while (Files.exists(request)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The name node has not come back: " + hadoop.said());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Waits until a job writes below a folder in HDFS, and then kills an executor. */
  void killExecutorOnce(String writes) throws Exception {
    long deadline = System.nanoTime() + TO_RUN.toNanos();
    try (FileSystem store = store()) {
      while (!store.exists(new org.apache.hadoop.fs.Path(writes))) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("Nothing was written to " + writes);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    ProcessHandle executor =
        executors().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("There is no executor"));
    executor.destroyForcibly();
  }

  private List<ProcessHandle> executors() {
    return hadoop.handle().descendants().filter(YarnCluster::isExecutor).toList();
  }

  private static boolean isExecutor(ProcessHandle process) {
    try {
      String command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return command.contains("java\0") && command.contains("YarnCoarseGrainedExecutorBackend");
    } catch (IOException e) {
      return false;
    }
  }

  private FileSystem store() throws IOException {
    Configuration settings = new Configuration();
    // A connection of its own: what a command left here may lead to the name node before its
    // restart.
    settings.setInt("ipc.client.connection.maxidletime", 1_000);
    return FileSystem.newInstance(URI.create(files), settings);
  }

  /** The process that starts application masters and executors. */
  ProcessHandle handle() {
    return hadoop.handle();
  }

  /** What the containers of all applications have in files of this name. */
  List<String> logs(String name) throws IOException {
    List<String> logs = new ArrayList<>();
    for (Path log : Trees.files(folder.resolve("hadoop/target"))) {
      if (log.endsWith(name)) {
        logs.add(Files.readString(log));
      }
    }
    return logs;
  }

  @Override
  public void close() {
    hadoop.end();
  }
}
