package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libraries say goes to the log alone, and commands no terminal there either. */
class LogConfigurationTest {

  private static final String LOG = "winnow.log";
  private static final String EVIL = "by \u001b[2Jme\u0007 \u009b31m";

  @TempDir private Path temp;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream before = System.err;
  private final String file = System.getProperty(LOG);
  private LoggerContext context;

  @BeforeEach
  void start() {
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    System.setProperty(LOG, temp.resolve("log").toString());
    context = new LoggerContext("test", null, Path.of("..", "conf", "log4j2.properties").toUri());
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    System.setErr(before);
    if (file == null) {
      System.clearProperty(LOG);
    } else {
      System.setProperty(LOG, file);
    }
  }

  @Test
  void aWarningOfALibraryIsOnlyInTheFile() throws IOException {
    context.getLogger("org.apache.parquet.CorruptStatistics").warn("created {}", EVIL);
    context.getLogger("org.apache.spark.Any").error("failed", new IOException(EVIL));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(log())
        .contains("created by ^[[2Jme? ?31m", "IOException: by ^[[2Jme? ?31m")
        .containsOnlyOnce("java.io.IOException")
        .doesNotContain("\u001b", "\u0007", "\u009b");
  }

  @Test
  void ourOwnMessagesAreOnTheTerminalWithoutItsCommands() throws IOException {
    context.getLogger("io.winnow.Any").warn("{}\nsecond line", EVIL);
    context.getLogger("io.winnow.Any").info("said {}", EVIL);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "WARN: by ?[2Jme? ?31m\nsaid by ?[2Jme? ?31m\n".replace("\n", System.lineSeparator()));
    assertThat(log()).contains("second line", "said by ^[[2Jme");
  }

  @Test
  void noMessageIsEndless() throws IOException {
    context.getLogger("org.apache.parquet.Any").warn("x".repeat(10_000_000));
    context
        .getLogger("io.winnow.Any")
        .warn("x".repeat(10_000_000), new IOException("y".repeat(10_000_000)));
    assertThat(err.toString(StandardCharsets.UTF_8)).hasSizeLessThan(4_200);
    assertThat(log()).hasSizeLessThan(300_000);
  }

  private String log() throws IOException {
    context.stop();
    return Files.readString(temp.resolve("log"));
  }
}
