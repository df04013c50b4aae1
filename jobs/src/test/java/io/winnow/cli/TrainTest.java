package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow train} with settings of its own. */
class TrainTest {

  @TempDir Path folder;

  @Test
  void aDevShareOfLabelsThatWereChosenAtRandomIsAShareOfThem() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    desk.run("train", "--round=0", "--set=train.dev-share=0.5")
        .exited(ExitCode.DONE)
        .saying("Train: 3 steps on 12 sentences");
    assertThat(desk.published("models/0000", "checkpoint").resolve("winnow.json"))
        .content()
        .containsPattern("\"sentences\" : [1-9]\\b");
  }

  @Test
  void trainingOnPosteriorsIsASetting() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    desk.run("train", "--round=0", "--set=train.label-weights=posterior").exited(ExitCode.DONE);
    assertThat(desk.published("models/0000", "checkpoint").resolve("winnow.json"))
        .content()
        .contains("\"label_weights\" : \"POSTERIOR\"");
    desk.run("train", "--round=0", "--set=train.label-weights=soft")
        .exited(ExitCode.USAGE)
        .saying("train.label-weights (--set): one of hard, posterior is wanted, not 'soft'");
  }

  /** Twelve sentences of round 0, which went out at random, and twelve that the model chose. */
  private Desk secondRound() {
    Desk desk = Stages.SENT_AGAIN.copyTo(folder.resolve("workspace"));
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("merge").exited(ExitCode.DONE);
    return desk;
  }

  private static String lineage(Desk desk, int round) throws IOException {
    Path checkpoint = desk.published("models/%04d".formatted(round), "checkpoint");
    return Files.readString(checkpoint.resolve("winnow.json"));
  }

  @Test
  void onlyHalfOfWhatWentOutAtRandomIsKeptBackAndNothingThatAModelChose() throws IOException {
    Desk desk = secondRound();
    desk.run("train", "--set=train.dev-share=0.5")
        .exited(ExitCode.DONE)
        .saying(
            "the development set has 6 sentences, not the 12 of train.dev-share 0.5",
            "Train: 3 steps on 24 sentences");
    assertThat(lineage(desk, 1)).contains("\"sentences\" : 18,", "\"dev_sentences\" : 6,");
  }

  @Test
  void trainingMayBeginWithTheLastRoundsModel() throws IOException {
    Desk desk = secondRound();
    desk.run("train", "--set=train.init=previous").exited(ExitCode.DONE);
    assertThat(lineage(desk, 0)).contains("\"base_model\" : \"models/base\"", "\"head\" : \"new\"");
    assertThat(lineage(desk, 1))
        .contains("\"base_model\" : \"models/0000\"", "\"head\" : \"of the base model\"");
  }

  /** Every weight of the last model becomes NaN, as if it had been written by a broken disk. */
  @Test
  void aRestartBeginsWithTheEncoderWhateverTheFirstAttemptBeganWith() throws IOException {
    Desk desk = secondRound();
    Path last = desk.published("models/0000", "checkpoint").resolve("model.safetensors");
    byte[] weights = Files.readAllBytes(last);
    long header = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Arrays.fill(weights, Math.toIntExact(Long.BYTES + header), weights.length, (byte) 0xff);
    Files.write(last, weights);

    desk.run("train", "--set=train.init=previous", "--set=train.restarts=1")
        .exited(ExitCode.DONE)
        .saying("are no longer finite; training starts again from the encoder, with another seed");
    assertThat(lineage(desk, 1)).contains("\"base_model\" : \"models/base\"");
  }

  @Test
  void aTrainingThatLearnsNothingIsBegunAgainWithOtherSeeds() throws IOException {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    Said said = desk.run("train", "--set=train.learning-rate=1e-12", "--set=train.restarts=2");
    said.exited(ExitCode.DONE).saying("raise train.min-steps or train.restarts");
    assertThat(said.out())
        .containsOnlyOnce("look at the labels")
        .contains(
            "the model learned nothing: the loss is hardly below that of always predicting each"
                + " tag's frequency");
    assertThat(said.out().split("training starts again from the encoder, with another seed", -1))
        .hasSize(3);
  }

  @Test
  void aTrainingThatLearnsIsDoneOnce() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    Said said =
        desk.run(
            "train",
            "--set=train.restarts=2",
            "--set=train.learning-rate=5e-3",
            "--set=train.max-steps=120",
            "--set=train.min-steps=120");
    said.exited(ExitCode.DONE);
    assertThat(said.out()).doesNotContain("the model learned nothing");
  }

  @Test
  void aTrainingThatDivergesEveryTimeFailsAndSaysWhatToLower() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    desk.run("train", "--set=train.learning-rate=1e30", "--set=train.restarts=1")
        .exited(ExitCode.FAILURE)
        .saying(
            "the model learned nothing: loss or gradients are no longer finite; training starts")
        .saying("lower train.learning-rate");
    assertThat(desk.due()).isEqualTo("0 TRAIN");
  }
}
