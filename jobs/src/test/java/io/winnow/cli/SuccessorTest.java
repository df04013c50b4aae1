package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another model than the one that chose: {@code winnow train --successor}. */
class SuccessorTest {

  @TempDir Path folder;

  /** One layer where the encoder of the rounds has two. */
  private Path shallow() throws IOException {
    Path encoder = TinyEncoder.write(folder.resolve("shallow"));
    Path config = encoder.resolve("config.json");
    String layers = "\"num_hidden_layers\": ";
    String text = Files.readString(config);
    assertThat(text).contains(layers + TinyEncoder.LAYERS);
    Files.writeString(config, text.replace(layers + TinyEncoder.LAYERS, layers + "1"));
    return encoder;
  }

  private Desk imported() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("model", "import", "--as=shallow", "--from=" + shallow())
        .exited(ExitCode.DONE)
        .saying("1 layers");
    return desk;
  }

  @Test
  void aSuccessorLearnsFromTheLabelsAndFromWhatTheRoundsModelIsSureOf() throws IOException {
    Desk desk = imported();
    String due = desk.due();
    String[] train = {
      "train",
      "--successor=shallow",
      "--set=train.successor.min-confidence=0",
      "--set=train.successor.sentences=20"
    };
    desk.run(train)
        .exited(ExitCode.DONE)
        .saying("shallow, 3 steps on 12 labelled sentences and 20 pseudo-labels by models/0000");

    assertThat(desk.published("successors/0000/shallow", "checkpoint").resolve("winnow.json"))
        .content()
        .contains(
            "\"base_model\" : \"encoders/shallow\"",
            "\"teacher\" : \"models/0000\"",
            "\"sentences\" : 12,",
            "\"pseudo_labelled\" : 20,");
    assertThat(desk.published("successors/0000/shallow", "checkpoint").resolve("config.json"))
        .content()
        .contains("\"num_hidden_layers\" : 1");
    desk.run(train).exited(ExitCode.DONE).saying("Train of successor shallow of round 0: done");
    desk.run("evaluate", "--successor=shallow").exited(ExitCode.DONE).saying("Evaluate: F1");
    assertThat(desk.published("successors/0000/shallow/evaluation", "evaluation"))
        .content()
        .contains("\"model\" : \"successors/0000/shallow\"");
    assertThat(desk.due()).as("the rounds go on as before").isEqualTo(due);
  }

  @Test
  void aModelThatIsSureOfNothingLeavesTheLabelsAlone() throws IOException {
    imported()
        .run("train", "--successor=shallow", "--set=train.successor.min-confidence=1")
        .exited(ExitCode.DONE)
        .saying("12 labelled sentences and 0 pseudo-labels by models/0000");
  }

  @Test
  void whatWasNotImportedIsNamedWithTheWayOut() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Said said = desk.run("train", "--successor=other");
    assertThat(said.code()).isNotZero();
    said.saying("winnow model import MODEL --as other");
    desk.run("train", "--successor=../models").saying("'../models' can't name an encoder");
  }
}
