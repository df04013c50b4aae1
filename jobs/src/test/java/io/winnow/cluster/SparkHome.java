package io.winnow.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * What a distribution of Spark is, put together from its jars, and its programs, each in a process
 * of its own.
 *
 * @param folder for all that they write
 */
record SparkHome(Path folder) {

  static final Pattern NOTHING = Pattern.compile("(?!)");

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** With the jars of scope provided, and those that a distribution has older, or beside them. */
  static SparkHome in(Path folder) throws IOException {
    SparkHome home = new SparkHome(folder);
    Path jars = Files.createDirectories(home.jars());
    for (Path jar : providedJars()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    try (Stream<Path> more = Files.list(TARGET.resolve("spark-more-jars"))) {
      for (Path jar : more.toList()) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
    return home;
  }

  /** Spark's, Hadoop's client among them. */
  static List<Path> providedJars() throws IOException {
    return Arrays.stream(
            Files.readString(TARGET.resolve("spark.classpath")).split(File.pathSeparator))
        .map(jar -> Path.of(jar.strip()))
        .toList();
  }

  /** What a command logs that is started here under a name. */
  Path log(String name) {
    return folder.resolve("logs").resolve(name + "-winnow.log");
  }

  /** What is in {@code jars/}. */
  List<Path> everyJar() throws IOException {
    try (Stream<Path> all = Files.list(jars())) {
      return all.sorted().toList();
    }
  }

  private Path jars() {
    return folder.resolve("spark/jars");
  }

  /**
   * @param announcement the line that says it is ready
   * @param conf a folder that comes before the jars, such as Hadoop's configuration
   * @param more variables
   */
  JavaProcess start(
      String name,
      Pattern announcement,
      String heap,
      List<Path> conf,
      Map<String, String> more,
      List<String> program)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    command.add("-Dwinnow.log=" + log(name));
    command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    List<String> places = new ArrayList<>(conf.stream().map(Path::toString).toList());
    places.add(jars() + File.separator + "*");
    command.addAll(List.of("-cp", String.join(File.pathSeparator, places)));
    command.addAll(program);
    Map<String, String> environment = new HashMap<>(more);
    environment.put("SPARK_HOME", folder.resolve("spark").toString());
    environment.put("SPARK_SCALA_VERSION", "2.12");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("SPARK_LOCAL_DIRS", folder.resolve("tmp").toString());
    return new JavaProcess(
        name, folder.resolve("logs").resolve(name + ".log"), environment, command, announcement);
  }
}
