package io.winnow.bench;

import io.winnow.bench.ContenderProcess.Program;
import io.winnow.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command, in a JVM of its own. */
final class WinnowCommand {

  /** As jobs/bin/winnow has them. */
  private static final List<String> OPTIONS =
      List.of("-Xmx4g", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m");

  private static final Path LOGS = Path.of("target", "bench");

  private WinnowCommand() {}

  /**
   * Runs a command to its end and watches what it uses.
   *
   * @param words of the command line, without {@code winnow}
   * @throws IOException if it fails; says what it printed
   */
  static ProcessUsage run(String... words) throws IOException, InterruptedException {
    Path log = Files.createDirectories(LOGS).resolve("winnow.log").toAbsolutePath();
    Process process =
        BenchJvm.process(log, Program.here(Main.class, (Object[]) words), OPTIONS)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    ProcessUsage usage = ProcessUsage.watch(process);
    if (process.exitValue() != 0) {
      throw new IOException(
          "winnow %s: exit %d%n%s"
              .formatted(List.of(words), process.exitValue(), Files.readString(log)));
    }
    return usage;
  }
}
