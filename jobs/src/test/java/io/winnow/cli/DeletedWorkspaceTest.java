package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody removes the workspace while a command works in it. */
class DeletedWorkspaceTest {

  @TempDir Path folder;

  /** It writes little by little: first its lease, then tables by Spark, at the end its pointer. */
  @ParameterizedTest
  @ValueSource(
      strings = {"runs/_lease-*", "labels/run=*", "rounds/0000/annotations/run=*", "runs/run=*/*"})
  void aMergeSaysSoAndMakesNothingAnew(String sign) {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    long before = Folders.count(desk.workspace(), sign);
    assertGone(desk, () -> Folders.count(desk.workspace(), sign) > before, "merge");
  }

  /** Nothing is written for a long time: it is noticed when the model is. */
  @Test
  void aTrainingSaysSoAndMakesNothingAnew() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    Path temporary = folder.resolve("child/tmp");
    assertGone(
        desk,
        () -> Folders.holds(temporary, "winnow-run-*/winnow*/winnow.json"),
        "train",
        "--set=train.min-steps=3");
  }

  private void assertGone(Desk desk, java.util.function.BooleanSupplier sign, String... words) {
    try (Child child = Child.winnow(folder.resolve("child"), desk.with(words))) {
      child.until(sign);
      delete(desk.workspace());
      Said said = child.end();
      assertThat(said.code()).as(said.out()).isEqualTo(ExitCode.FAILURE.code());
      assertThat(said.out())
          .contains("was deleted or moved away while this run worked in it", "winnow init");
    }
    assertThat(desk.workspace()).doesNotExist();
  }

  /** As {@code rm -r} does where others still write: until it is gone. */
  private static void delete(Path workspace) {
    for (int attempt = 0; attempt < 20; attempt++) {
      try {
        Trees.delete(workspace);
        return;
      } catch (IOException | UncheckedIOException e) {
        // Something came or went meanwhile.
      }
    }
  }
}
