package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.Console.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

class EnvironmentTest {

  private static final String TERMINALS = "winnow.terminals";

  @AfterEach
  void forget() {
    System.clearProperty(TERMINALS);
  }

  @Test
  void progressGoesToALogInLines() {
    System.setProperty(TERMINALS, "in,out");
    try (Progress progress = progress()) {
      assertThat(progress).isInstanceOf(ProgressLines.class);
    }
  }

  @Test
  @DisabledIfEnvironmentVariable(named = "TERM", matches = "dumb")
  void aPersonWhoWatchesErrorsSeesABarEvenIfTheAnswerGoesElsewhere() {
    System.setProperty(TERMINALS, "err");
    try (Progress progress = progress()) {
      assertThat(progress).isNotInstanceOf(ProgressLines.class);
    }
  }

  private static Progress progress() {
    return Environment.of(new String[] {"round"}).console().progress("Score", 5, "sentences");
  }
}
