package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.OwnJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.launcher.JavaModuleOptions;

/** {@code winnow} in a JVM of its own, so that it can be killed as a machine kills it. */
final class Child implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path out;
  private final Path temporary;

  private Child(Process process, Path out, Path temporary) {
    this.process = process;
    this.out = out;
    this.temporary = temporary;
  }

  /**
   * @param folder a new one for what the child says and its temporary files
   */
  static Child winnow(Path folder, String... arguments) {
    return winnow(folder, List.of(), List.of(), arguments);
  }

  /**
   * @param jars behind the class path, as WINNOW_CLASSPATH has them
   * @param options more of Java's
   */
  static Child winnow(Path folder, List<Path> jars, List<String> options, String... arguments) {
    try {
      Path temporary = Files.createDirectories(folder.resolve("tmp"));
      Path out = folder.resolve("out");
      // Shells have their background jobs ignore SIGINT, and what these start inherits that.
      List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
      command.add(OwnJvm.java());
      command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
      command.addAll(
          List.of("-Xmx1500m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
      command.addAll(List.of("-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"));
      command.add("-Djava.io.tmpdir=" + temporary);
      command.add("-Dwinnow.log=" + folder.resolve("log"));
      command.add("-Dlog4j2.configurationFile=" + Path.of("..", "conf", "log4j2.properties"));
      command.addAll(options);
      StringBuilder path = new StringBuilder(OwnJvm.classPath());
      jars.forEach(jar -> path.append(File.pathSeparator).append(jar));
      command.addAll(List.of("-cp", path.toString(), Main.class.getName()));
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
      // A home without anything in it is enough for Spark to start executors in JVMs of their own.
      Path home = Files.createDirectories(folder.resolve("spark/jars")).getParent();
      builder
          .environment()
          .putAll(
              Map.of(
                  "SPARK_LOCAL_IP",
                  "127.0.0.1",
                  "SPARK_HOME",
                  home.toString(),
                  "SPARK_SCALA_VERSION",
                  "2.12",
                  "SPARK_LOCAL_DIRS",
                  temporary.toString()));
      return new Child(builder.start(), out, temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** The child's own folder for temporary files. */
  Path temporary() {
    return temporary;
  }

  /** Waits for the child's end. */
  Said end() {
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(this::said).isTrue();
      return new Said(process.exitValue(), said(), "");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills the child, as {@code kill -9} does, as soon as the condition holds. */
  void killWhen(BooleanSupplier condition) {
    until(condition);
    // Not through Process, which would close the streams in good order.
    assertThat(process.toHandle().destroyForcibly()).isTrue();
    assertThat(end().code()).as("the signal's exit code; it said%n%s", said()).isEqualTo(128 + 9);
  }

  void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as("it ended too early:%n%s", said()).isTrue();
      assertThat(System.nanoTime()).as(this::said).isLessThan(deadline);
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String said() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
