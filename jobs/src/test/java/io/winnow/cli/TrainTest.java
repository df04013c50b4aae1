package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow train} with settings of its own. */
class TrainTest {

  @TempDir Path folder;

  @Test
  void aDevShareOfLabelsThatWereChosenAtRandomIsAShareOfThem() {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    desk.run("merge").exited(ExitCode.DONE);
    desk.run("train", "--round=0", "--set=train.dev-share=0.5")
        .exited(ExitCode.DONE)
        .saying("Train: 3 steps on 12 sentences");
    assertThat(desk.published("models/0000", "checkpoint").resolve("winnow.json"))
        .content()
        .containsPattern("\"sentences\" : [1-9]\\b");
  }

  @Test
  void trainingOnPosteriorsIsASetting() {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    desk.run("merge").exited(ExitCode.DONE);
    desk.run("train", "--round=0", "--set=train.label-weights=posterior").exited(ExitCode.DONE);
    assertThat(desk.published("models/0000", "checkpoint").resolve("winnow.json"))
        .content()
        .contains("\"label_weights\" : \"POSTERIOR\"");
    desk.run("train", "--round=0", "--set=train.label-weights=soft")
        .exited(ExitCode.USAGE)
        .saying("train.label-weights (--set): one of hard, posterior is wanted, not 'soft'");
  }
}
