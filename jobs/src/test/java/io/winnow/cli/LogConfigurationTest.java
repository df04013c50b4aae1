package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.OwnJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What libraries say goes to the log alone, and commands no terminal there either. */
class LogConfigurationTest {

  private static final String EVIL = "by \u001b[2Jme\u0007 \u009b31m";
  private static final int LONG = 10_000_000;

  @TempDir private Path temp;

  /** Says much, as a library does and as we do. */
  static final class Talk {

    private Talk() {}

    public static void main(String[] none) {
      CommandLog.begin();
      LoggerFactory.getLogger("org.apache.parquet.CorruptStatistics").warn("created {}", EVIL);
      LoggerFactory.getLogger("org.apache.spark.Any").error("failed", new IOException(EVIL));
      LoggerFactory.getLogger("org.apache.parquet.Any").warn("x".repeat(LONG));
      java.util.logging.Logger.getLogger("any.library").log(Level.SEVERE, "old " + EVIL);
      LoggerFactory.getLogger("io.winnow.Any").warn("{}\nsecond line", EVIL);
      LoggerFactory.getLogger("io.winnow.Any").info("said {}", EVIL);
      LoggerFactory.getLogger("io.winnow.Any")
          .warn("x".repeat(LONG), new IOException("y".repeat(LONG)));
    }
  }

  @Test
  void ourMessagesAreOnTheTerminalAndEverythingIsInTheFile() throws Exception {
    Path said = temp.resolve("said");
    Path log = temp.resolve("log");
    int code =
        new ProcessBuilder(
                OwnJvm.command(
                    Talk.class,
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Dfile.encoding=UTF-8",
                    "-Dwinnow.log=" + log,
                    "-Dlog4j2.configurationFile=" + Path.of("..", "conf", "log4j2.properties")))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    String terminal = Files.readString(said);
    assertThat(code).as(terminal).isZero();
    List<String> lines = terminal.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.subList(0, 2))
        .containsExactly("WARN: by ?[2Jme? ?31m", "said by ?[2Jme? ?31m");
    assertThat(terminal).hasSizeLessThan(2_500);

    String file = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(file)
        .contains("created by ^[[2Jme? ?31m", "IOException: by ^[[2Jme? ?31m")
        .contains("any.library: old by ^[[2Jme", "second line", "said by ^[[2Jme")
        .doesNotContain("\u001b", "\u0007", "\u009b")
        .hasSizeLessThan(300_000);
    assertThat(file.split("java.io.IOException", -1)).hasSizeLessThan(4);
  }
}
