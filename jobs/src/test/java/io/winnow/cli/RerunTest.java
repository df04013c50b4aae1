package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that is done says so, changes nothing, and is no error. */
class RerunTest {

  @TempDir Path folder;

  @Test
  void everyFinishedStepSaysThatItIsDone() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("score").exited(ExitCode.DONE);
    var before = desk.pointers();

    doneBefore(desk.run("init", "--input=nowhere.txt"));
    doneBefore(desk.run("model", "import"));
    doneBefore(desk.run("select", "--round=0"));
    doneBefore(desk.run("merge"));
    doneBefore(desk.run("train", "--round=0"));
    doneBefore(desk.run("evaluate", "--round=0"));
    doneBefore(desk.run("score", "--round=1"));
    desk.run("round", "--set=round.last=0").exited(ExitCode.DONE).saying("All rounds are done");

    assertThat(desk.pointers()).isEqualTo(before);
  }

  @Test
  void theSimulatedVendorsSecondDeliveryIsTheFirst() {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    desk.run("merge")
        .exited(ExitCode.DONE)
        .saying("12 annotations accepted, 0 rejected", "12 sentences");
    var before = desk.pointers();

    desk.run("vendor", "simulate", "--round=0").exited(ExitCode.DONE);
    doneBefore(desk.run("merge"));
    assertThat(desk.pointers()).isEqualTo(before);
    assertThat(desk.due()).isEqualTo("0 TRAIN");
  }

  private static void doneBefore(Said said) {
    said.exited(ExitCode.DONE).saying("done before by run ", "nothing to do");
  }
}
