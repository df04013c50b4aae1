package io.winnow.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Spark's own heartbeats, ten a second, which only a Spark of its own has. */
class SentenceProgressTest {

  private static final long TOTAL = (long) SlowJob.TASKS * SlowJob.SENTENCES;

  @TempDir Path folder;

  @Test
  void progressMovesWithinTasksAndEndsAtTheTotalThoughOneFailed() throws Exception {
    List<String> said = ChildJvm.run(folder, SlowJob.class);

    List<Long> shown =
        said.stream()
            .filter(line -> line.startsWith(SlowJob.MARK))
            .map(line -> Long.valueOf(line.substring(SlowJob.MARK.length())))
            .toList();
    assertThat(shown).allMatch(done -> done <= TOTAL).last().isEqualTo(TOTAL);
    assertThat(shown.stream().distinct().filter(done -> done % SlowJob.SENTENCES != 0))
        .as("between the ends of tasks: %s", shown)
        .hasSizeGreaterThan(5);
    assertThat(said).last().isEqualTo("CLOSED");
  }
}
