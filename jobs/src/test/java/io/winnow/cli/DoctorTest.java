package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

  @TempDir Path folder;

  @Test
  void aHealthyMachineAndAFolderToBeAreLeftAsTheyWere() {
    LocalSpark.session();
    Path workspace = folder.resolve("workspace");
    CommandLines.winnow("doctor", "--workspace=" + workspace)
        .exited(ExitCode.DONE)
        .saying(
            "all-MiniLM-L6-v2 predicts a sentence",
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
    CommandLines.winnow("doctor", "--workspace=" + file.resolve("workspace"))
        .exited(ExitCode.FAILURE)
        .saying("Workspace  WRONG: ", "-> run it with --verbose for the stack trace");
    Said whole =
        CommandLines.winnow("doctor", "--verbose", "--workspace=" + file.resolve("workspace"));
    assertThat(whole.exited(ExitCode.FAILURE).out())
        .containsPattern("(?m)^java\\.io\\.\\S+: ")
        .containsPattern("(?m)^\\s+at io\\.winnow\\.jobs\\.doctor\\.");
  }

  @Test
  void modelsThatAreNotWholeAreFoundBeforeTheyAreNeeded() throws Exception {
    LocalSpark.session();
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("doctor")
        .exited(ExitCode.DONE)
        .saying("Corpus     96 sentences", "Encoder    ", "Model      of round 0\n");

    Path weights = desk.published("models/0000", "checkpoint").resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(whole, whole.length - 1));
    Files.delete(desk.published("models/base", "checkpoint").resolve("model.safetensors"));
    desk.run("doctor")
        .exited(ExitCode.FAILURE)
        .saying("Encoder    WRONG: ", "has no model.safetensors", "run 'winnow model import'")
        .saying("Model      WRONG: of round 0: ", "is cut short: its header promises ")
        .saying("models/0000 away and run 'winnow train --round 0'");
  }
}
