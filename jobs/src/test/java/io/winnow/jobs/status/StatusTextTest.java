package io.winnow.jobs.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.stop.Stopping;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusTextTest {

  private static final long MILLION = 1_234_567;

  @Test
  void millionsFitTheScreenAndTypesCanNotCommandIt() {
    Status status =
        new Status(
            "file:/W",
            List.of("PER", "\u001b[2J\n"),
            new TreeMap<>(
                Map.of("sentences", MILLION, "words", 30 * MILLION, "holdout_sentences", MILLION)),
            "encoder",
            new TreeMap<>(
                Map.of(
                    "labels",
                    MILLION,
                    "words",
                    30 * MILLION,
                    "annotations",
                    3 * MILLION,
                    "rejected",
                    MILLION)),
            List.of(),
            new Stopping(-1, List.of(), null),
            0,
            "SCORE",
            "run 'winnow round' to score the pool",
            null,
            List.of());
    String text = StatusText.of(status);
    assertThat(text).contains("Types      PER, \u241b[2J\u240a").doesNotContain("\u001b");
    assertThat(text.replaceAll("\\s+", " "))
        .contains(
            "1,234,567 sentences, 37,037,010 words; 3,703,701 annotations accepted, 1,234,567");
    assertThat(text.lines()).hasSize(7).allMatch(line -> line.length() <= 80);
  }
}
