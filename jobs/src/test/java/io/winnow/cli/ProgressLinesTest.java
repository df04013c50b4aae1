package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  private static final Duration NEVER = Duration.ofDays(1);

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final PrintStream log =
      new PrintStream(OutputStream.nullOutputStream()) {
        @Override
        public void println(String line) {
          said.add(line);
        }
      };
  private final Hand clock = new Hand();

  /** A clock that a test sets. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void aLineSaysHowFarHowFastAndHowLongStill() {
    try (ProgressLines lines = lines(NEVER)) {
      clock.now = clock.now.plusSeconds(30);
      lines.at(1200, "");
      assertThat(lines.line()).isEqualTo("Score: 1200 of 5000 sentences, 40.0/s, 95 s left");
      lines.at(5000, "padding 1.03");
      assertThat(lines.line())
          .isEqualTo("Score: 5000 of 5000 sentences, 166.7/s, 0 s left  padding 1.03");
    }
  }

  @Test
  void whatIsSlowIsToldByTheMinute() {
    try (ProgressLines lines = lines(NEVER)) {
      clock.now = clock.now.plusSeconds(600);
      lines.at(500, "");
      assertThat(lines.line()).contains(", 0.8/s, ");
      lines.at(8, "");
      assertThat(lines.line()).contains(", 0.8/min, 374400 s left");
    }
  }

  @Test
  void beforeAnythingIsDoneALineSaysHowLongItTakes() {
    try (ProgressLines lines = lines(NEVER)) {
      clock.now = clock.now.plusSeconds(60);
      assertThat(lines.line()).isEqualTo("Score: 0 of 5000 sentences after 60 s");
    }
  }

  @Test
  void linesComeWithoutAnythingHappening() throws InterruptedException {
    try (ProgressLines lines = lines(Duration.ofMillis(20))) {
      lines.at(1, "");
      for (int i = 0; i < 3; i++) {
        assertThat(said.poll(30, TimeUnit.SECONDS)).startsWith("Score: ");
      }
    }
  }

  @Test
  void workThatIsDoneInTimeLeavesNoLine() {
    try (ProgressLines lines = lines(NEVER)) {
      lines.at(2500, "");
      lines.at(5000, "");
    }
    assertThat(said).isEmpty();
  }

  private ProgressLines lines(Duration between) {
    return new ProgressLines(between, "Score", 5000, "sentences", log, clock);
  }
}
