package io.winnow.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a child is started.
 *
 * @param folder the child's own, there already: it works in it, keeps its temporary files and
 *     leaves a crash report there; its owner removes it
 * @param heapMegabytes of Java's heap, at most
 * @param limit after which it is ended
 * @param options more of Java's
 * @param environment variables, whatever this process has under these names
 * @param defaults variables where this process has none
 */
public record ChildJvm(
    Path folder,
    int heapMegabytes,
    Duration limit,
    List<String> options,
    Map<String, String> environment,
    Map<String, String> defaults) {

  /** Long enough for anything that is not stuck. */
  private static final Duration UNLIMITED = Duration.ofDays(365);

  private static final int DEFAULT_HEAP = 256;
  private static final String CRASH_REPORT = "hs_err_pid%p.log";

  /**
   * A short life, mostly in native code. Signals end the process at once instead of by Java's exit,
   * which would tear libraries down under running threads; memory that runs out ends it likewise.
   */
  private static final List<String> ALWAYS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-Xrs",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          // Warnings to the standard error, without the 900 classes of log4j's own.
          "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
          "-Dorg.apache.logging.log4j.simplelog.level=WARN",
          "-Dfile.encoding=UTF-8",
          "-Djava.awt.headless=true");

  /** Variables with options for every Java: an agent's port can be had once, a heap is set here. */
  private static final List<String> FOR_EVERY_JAVA =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Settings of the model's runtime that a user may have given this JVM. */
  private static final List<String> HANDED_ON =
      List.of("ai.djl.", "DJL_", "ENGINE_", "PYTORCH_", "OPT_OUT_", "TOKENIZERS_");

  public ChildJvm {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
    defaults = Map.copyOf(defaults);
  }

  public static ChildJvm in(Path folder) {
    return new ChildJvm(folder, DEFAULT_HEAP, UNLIMITED, List.of(), Map.of(), Map.of());
  }

  public ChildJvm heap(int megabytes) {
    return new ChildJvm(folder, megabytes, limit, options, environment, defaults);
  }

  public ChildJvm within(Duration most) {
    return new ChildJvm(folder, heapMegabytes, most, options, environment, defaults);
  }

  /** With more options, which win over those before. */
  public ChildJvm option(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new ChildJvm(folder, heapMegabytes, limit, all, environment, defaults);
  }

  /** With a variable that this process may have otherwise. */
  public ChildJvm variable(String name, String value) {
    return new ChildJvm(
        folder, heapMegabytes, limit, options, with(environment, name, value), defaults);
  }

  /** With a variable that this process's own, if it has one, wins over. */
  public ChildJvm byDefault(String name, String value) {
    return new ChildJvm(
        folder, heapMegabytes, limit, options, environment, with(defaults, name, value));
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(some);
    all.put(name, value);
    return all;
  }

  /**
   * Starts it.
   *
   * @param arguments what {@link ChildWork#run} gets
   * @throws UncheckedIOException if the system can't start another process
   */
  public Child start(Class<? extends ChildWork> work, List<String> arguments) {
    Path home = folder.toAbsolutePath();
    try {
      Path options = Files.writeString(home.resolve("java-options"), optionsFile(home, work));
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("@" + options);
      command.add(work.getName());
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
      FOR_EVERY_JAVA.forEach(builder.environment()::remove);
      builder.environment().put("TMPDIR", home.toString());
      defaults.forEach(builder.environment()::putIfAbsent);
      builder.environment().putAll(environment);
      return new Child(builder.start(), home, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot start a process for %s: %s".formatted(work.getSimpleName(), e.getMessage()), e);
    }
  }

  /** A class path may be longer than a word of a command line can be. */
  private String optionsFile(Path home, Class<?> work) {
    List<String> all = new ArrayList<>(ALWAYS);
    all.add("-Xmx%dm".formatted(heapMegabytes));
    all.add("-Djava.io.tmpdir=" + home);
    all.add("-XX:ErrorFile=" + home.resolve(CRASH_REPORT));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> HANDED_ON.stream().anyMatch(name::startsWith))
        .sorted()
        .forEach(name -> all.add("-D%s=%s".formatted(name, System.getProperty(name))));
    all.addAll(options);
    all.addAll(List.of("-cp", ClassPath.of(work), ChildMain.class.getName()));
    return all.stream().map(ChildJvm::quoted).collect(Collectors.joining("\n", "", "\n"));
  }

  /** As Java's launcher reads a word of an argument file. */
  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
