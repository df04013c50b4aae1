package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training goes on where a killed driver left off, and ends as if nothing had happened. */
class KilledTrainingTest {

  private static final String CHECKPOINTS = "models/0000/checkpoints";

  @TempDir Path folder;

  @Test
  void theModelIsBitForBitThatOfAnUndisturbedRun() throws IOException {
    String[] train = {
      "train",
      "--set=train.min-steps=160",
      "--set=train.max-steps=160",
      "--set=train.checkpoint-steps=20",
      "--set=train.dev-share=0.3",
      "--set=train.eval-every-steps=30",
      "--set=train.patience=100"
    };
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    try (Child child = Child.winnow(folder.resolve("child"), desk.with(train))) {
      Path checkpoints = desk.workspace().resolve(CHECKPOINTS);
      child.killWhen(() -> Folders.count(checkpoints, "work=*/_published-*") >= 3);
    }
    assertThat(desk.due()).isEqualTo("0 TRAIN");
    assertThat(Folders.count(desk.workspace().resolve(CHECKPOINTS), "work=*/run=*"))
        .as("a checkpoint, and what the next one may have left")
        .isBetween(1L, 3L);

    Said said = desk.run(train);
    said.exited(ExitCode.DONE).saying("Train: 160 steps on 12 sentences");
    assertThat(said.out()).containsPattern("resumes from the checkpoint at step [1-9]\\d*0\\b");
    assertThat(desk.workspace().resolve(CHECKPOINTS)).doesNotExist();

    Desk undisturbed = Stages.MERGED.copyTo(folder.resolve("undisturbed"));
    undisturbed.run(train).exited(ExitCode.DONE);
    assertThat(weights(desk)).isEqualTo(weights(undisturbed));
  }

  @Test
  void otherSettingsAreAnotherTraining() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    try (Child child =
        Child.winnow(
            folder.resolve("child"),
            desk.with(
                "train",
                "--set=train.min-steps=1000000",
                "--set=train.max-steps=0",
                "--set=train.checkpoint-steps=10"))) {
      Path checkpoints = desk.workspace().resolve(CHECKPOINTS);
      child.killWhen(() -> Folders.count(checkpoints, "work=*/_published-*") >= 1);
    }

    Said said = desk.run("train");
    said.exited(ExitCode.DONE).saying("Train: 3 steps on 12 sentences");
    assertThat(said.out()).doesNotContain("resumes from the checkpoint at step");
    assertThat(desk.workspace().resolve(CHECKPOINTS)).doesNotExist();
  }

  private static byte[] weights(Desk desk) throws IOException {
    return Files.readAllBytes(
        desk.published("models/0000", "checkpoint").resolve("model.safetensors"));
  }
}
