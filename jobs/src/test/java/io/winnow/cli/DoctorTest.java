package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

  @TempDir Path folder;

  @Test
  void aHealthyMachineAndAFolderToBeAreLeftAsTheyWere() {
    LocalSpark.session();
    Path workspace = folder.resolve("workspace");
    Run.winnow("doctor", "--workspace=" + workspace)
        .exited(ExitCode.DONE)
        .saying(
            "all-MiniLM-L6-v2 reads a sentence",
            "Precision",
            "GPU        none",
            "Executor   driver on ",
            "can be written, read and published to");
    assertThat(workspace).doesNotExist();
  }

  @Test
  void aWorkspaceIsToldOfAndNothingIsLeftInIt() throws Exception {
    LocalSpark.session();
    Desk desk = Desk.at(folder.resolve("workspace"));
    desk.run("doctor").exited(ExitCode.DONE).saying("none yet", "-> run 'winnow init'");
    try (var files = Files.list(desk.workspace())) {
      assertThat(files)
          .extracting(Path::getFileName)
          .map(Path::toString)
          .containsExactly("winnow.conf");
    }
  }

  @Test
  void aWorkspaceThatCannotBeMadeIsBroken() throws Exception {
    LocalSpark.session();
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Run.winnow("doctor", "--workspace=" + file.resolve("workspace"))
        .exited(ExitCode.FAILURE)
        .saying("Workspace  WRONG: ");
  }
}
