package io.winnow.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Spark's own standalone cluster on loopback: a master and two workers, each in its own process, as
 * are the executors that they start and the drivers that are submitted.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("Successfully registered with master (spark://\\S+)");
  private static final String WORKER = "worker-";

  private final SparkHome home;
  private final List<JavaProcess> processes = Collections.synchronizedList(new ArrayList<>());
  private final Thread lastResort = new Thread(this::endAll, "end-of-cluster");
  private String master = "";

  private StandaloneCluster(SparkHome home) {
    this.home = home;
  }

  static StandaloneCluster start(Path folder) throws Exception {
    StandaloneCluster cluster = new StandaloneCluster(SparkHome.in(folder));
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
      arguments.addAll(List.of("--work-dir", home.folder().resolve(name).toString(), master));
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
    return run(name, SparkHome.NOTHING, "1g", "org.apache.spark.deploy.SparkSubmit", all);
  }

  /** What a driver has logged, Spark's words among it. */
  String log(JavaProcess driver) throws IOException {
    return Files.readString(home.log(driver.name()));
  }

  /** The executors at work, each a process that a worker started. */
  List<ProcessHandle> executors() {
    return workers().stream()
        .flatMap(ProcessHandle::children)
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  private JavaProcess run(
      String name, Pattern announcement, String heap, String mainClass, List<String> arguments)
      throws IOException {
    List<String> program = new ArrayList<>(List.of(mainClass));
    program.addAll(arguments);
    JavaProcess process = home.start(name, announcement, heap, List.of(), Map.of(), program);
    processes.add(process);
    return process;
  }

  /** The processes that start executors. */
  List<ProcessHandle> workers() {
    return processes.stream()
        .filter(process -> process.name().startsWith(WORKER))
        .map(JavaProcess::handle)
        .toList();
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
