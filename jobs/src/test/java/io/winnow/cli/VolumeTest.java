package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeTest {

  private static final String STACK = "(?m)^\\s+at io\\.winnow\\.";

  @TempDir Path folder;

  @Test
  void quietLeavesWhatWasAskedForAndErrors() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    assertThat(desk.run("merge", "--quiet").exited(ExitCode.DONE).out()).isEmpty();
    assertThat(desk.run("status", "-q").exited(ExitCode.DONE).out()).contains("Corpus");
    assertThat(CommandLines.winnow("status", "-q", "--workspace=" + folder.resolve("none")).err())
        .contains("is no workspace");
  }

  @Test
  void verboseNamesStagesAndShowsStackTraces() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    assertThat(desk.run("select", "--round=1", "--set=select.strategy=random", "--verbose").out())
        .contains("select: ");
    String nowhere = "--workspace=" + folder.resolve("none");
    assertThat(CommandLines.winnow("status", "--verbose", nowhere).err()).containsPattern(STACK);
    assertThat(CommandLines.winnow("status", nowhere).err()).doesNotContainPattern(STACK);
  }
}
