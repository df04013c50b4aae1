package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} on a folder with the parts of a data set. */
class HubInitTest {

  @TempDir Path folder;

  @BeforeEach
  void writeFolder() throws IOException {
    Path hub = Files.createDirectories(folder.resolve("hub"));
    Files.writeString(hub.resolve("README.md"), "# Data\n");
    Files.writeString(hub.resolve("train-1.conll"), "Ann B-PER\nslept O\n\n");
    Files.writeString(hub.resolve("train-2.conll"), "Ulm B-LOC\nslept O\n\n");
    Files.writeString(hub.resolve("validation.conll"), "Bob B-PER\n\n");
    Files.writeString(hub.resolve("test.conll"), "Oslo B-LOC\n\nYes O\n\nNo O\n\n");
  }

  @Test
  void theTestSetOfTheFolderIsHeldOut() {
    Desk desk = Desk.at(folder.resolve("workspace"));

    desk.run("init", "--input=" + folder.resolve("hub"))
        .exited(ExitCode.DONE)
        .saying("is read by its splits: corpus (2 files: hub/train-1.conll, hub/train-2.conll)")
        .saying("hold-out (1 file: hub/test.conll)")
        .saying("not read: validation (1 file: hub/validation.conll)");

    requireSizes(desk, 2, 3);
  }

  @Test
  void aTestSetThatIsGivenIsTakenAndThatOfTheFolderNotRead() {
    Desk desk = Desk.at(folder.resolve("workspace"));

    desk.run(
            "init",
            "--input=" + folder.resolve("hub"),
            "--holdout=" + folder.resolve("hub/validation.conll"))
        .exited(ExitCode.DONE)
        .saying("not read: test (1 file: hub/test.conll)");

    requireSizes(desk, 2, 1);
  }

  @Test
  void aFolderMayBeGivenForBoth() {
    Desk desk = Desk.at(folder.resolve("workspace"));
    Path hub = folder.resolve("hub");

    desk.run("init", "--input=" + hub.resolve("train-1.conll"), "--holdout=" + hub)
        .exited(ExitCode.DONE)
        .saying("is read by its splits: hold-out (1 file: hub/test.conll)", "not read: train");

    requireSizes(desk, 1, 3);
  }

  private static void requireSizes(Desk desk, long pool, long holdout) {
    JsonNode corpus = desk.status().get("corpus");
    assertThat(corpus.get("sentences").asLong()).as(corpus.toString()).isEqualTo(pool);
    assertThat(corpus.get("holdout_sentences").asLong()).as(corpus.toString()).isEqualTo(holdout);
  }
}
