package io.winnow.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** Runs a test's own main class in a JVM of its own, for a Spark with other settings. */
public final class ChildJvm {

  private static final int PATIENCE_SECONDS = 120;

  private ChildJvm() {}

  /**
   * Runs it to its end.
   *
   * @param folder for its output
   * @return what it said on standard output
   * @throws IllegalStateException with its log, if it takes too long or fails
   */
  public static List<String> run(Path folder, Class<?> main) throws Exception {
    Path out = folder.resolve("out");
    Path log = folder.resolve("log");
    List<String> options =
        new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    options.addAll(List.of("-Xmx600m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    List<String> command = OwnJvm.command(main, options.toArray(String[]::new));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw failure("did not end", log);
      }
      if (process.exitValue() != 0) {
        throw failure("failed", log);
      }
      return Files.readAllLines(out);
    } finally {
      process.destroyForcibly();
    }
  }

  private static IllegalStateException failure(String how, Path log) throws IOException {
    return new IllegalStateException("It " + how + ":\n" + Files.readString(log));
  }
}
