package io.winnow.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Spark's own standalone cluster on loopback: a master and two workers, each in its own process, as
 * are the executors that they start and the drivers that are submitted.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("Successfully registered with master (spark://\\S+)");
  private static final Pattern NOTHING = Pattern.compile("(?!)");
  private static final String WORKER = "worker-";

  private final Path folder;
  private final Path home;
  private final Map<String, String> environment;
  private final List<JavaProcess> processes = Collections.synchronizedList(new ArrayList<>());
  private final Thread lastResort = new Thread(this::endAll, "end-of-cluster");
  private String master = "";

  private StandaloneCluster(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
    this.environment =
        Map.of(
            "SPARK_HOME",
            home.toString(),
            "SPARK_SCALA_VERSION",
            "2.12",
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "SPARK_LOCAL_DIRS",
            folder.resolve("tmp").toString());
  }

  /**
   * @param sparkJars what a distribution of Spark has in {@code jars/}
   */
  static StandaloneCluster start(Path folder, List<Path> sparkJars) throws Exception {
    Path home = folder.resolve("spark");
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path jar : sparkJars) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
    }
    StandaloneCluster cluster = new StandaloneCluster(folder, home);
    Runtime.getRuntime().addShutdownHook(cluster.lastResort);
    try {
      cluster.startDaemons();
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private void startDaemons() throws Exception {
    String daemon = "org.apache.spark.deploy.";
    List<String> where = List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
    master = run("master", MASTER, "256m", daemon + "master.Master", where).awaitReady(TO_START);
    List<JavaProcess> workers = new ArrayList<>();
    for (String name : List.of(WORKER + 1, WORKER + 2)) {
      List<String> arguments = new ArrayList<>(where);
      arguments.addAll(List.of("--cores", "1", "--memory", "1g"));
      arguments.addAll(List.of("--work-dir", folder.resolve(name).toString(), master));
      workers.add(run(name, REGISTERED, "256m", daemon + "worker.Worker", arguments));
    }
    for (JavaProcess worker : workers) {
      worker.awaitReady(TO_START);
    }
  }

  String master() {
    return master;
  }

  /** Starts spark-submit, whose process is the driver. */
  JavaProcess submit(
      String name, String sparkMaster, List<String> options, Path jar, List<String> arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("--master", sparkMaster));
    all.addAll(options);
    all.add(jar.toString());
    all.addAll(arguments);
    return run(name, NOTHING, "1g", "org.apache.spark.deploy.SparkSubmit", all);
  }

  /** The executors at work, each a process that a worker started. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .filter(process -> process.name().startsWith(WORKER))
        .flatMap(worker -> worker.handle().children())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  private JavaProcess run(
      String name, Pattern announcement, String heap, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", home.resolve("jars") + File.separator + "*", mainClass));
    command.addAll(arguments);
    Path log = folder.resolve("logs").resolve(name + ".log");
    JavaProcess process = new JavaProcess(name, log, environment, command, announcement);
    processes.add(process);
    return process;
  }

  /** Every process started here. */
  List<ProcessHandle> handles() {
    return processes.stream().map(JavaProcess::handle).toList();
  }

  @Override
  public void close() {
    endAll();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private void endAll() {
    // Workers before their master, so that they end their executors in peace.
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).end();
    }
  }
}
