package io.winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.winnow.model.BatchLayout;
import io.winnow.model.Precision;
import io.winnow.model.TestCheckpoints;
import io.winnow.model.Torch;
import io.winnow.testing.LocalSpark;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorModelsTest {

  @TempDir static Path folder;

  private static ModelFiles one;
  private static ModelFiles other;

  @BeforeAll
  static void ship() throws IOException {
    LocalSpark.session();
    Torch.threads(1);
    one = shipped(1);
    other = shipped(2);
  }

  @Test
  void anIdleModelMakesRoomForTheNext() {
    hold(one).close();
    int loads = ExecutorModels.loads();
    hold(one).close();
    assertThat(ExecutorModels.loads()).as("the same again").isEqualTo(loads);

    hold(other).close();

    assertThat(ExecutorModels.held()).isEqualTo(1);
    assertThat(ExecutorModels.loads()).isEqualTo(loads + 1);
    hold(one).close();
    assertThat(ExecutorModels.loads()).isEqualTo(loads + 2);
  }

  @Test
  void aModelInUseStaysUntilItsLastTaskIsDone() {
    ExecutorModels.Hold task = hold(one);
    ExecutorModels.Hold sameModel = hold(one);
    hold(other).close();
    assertThat(ExecutorModels.held()).isEqualTo(2);
    task.close();

    assertThat(read(sameModel)).hasSize(3);
    sameModel.close();
    try (ExecutorModels.Hold single = ExecutorModels.hold(other, Precision.BF16, Device.cpu())) {
      assertThat(ExecutorModels.held()).isEqualTo(1);
      assertThat(single.classifier().precision()).isEqualTo(Precision.BF16);
    }
  }

  @Test
  void tasksThatBeginTogetherLoadOnce() throws Exception {
    hold(one).close();
    int loads = ExecutorModels.loads();
    Callable<float[]> task =
        () -> {
          try (ExecutorModels.Hold hold = hold(other)) {
            return read(hold);
          }
        };
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<float[]> result : pool.invokeAll(Collections.nCopies(8, task))) {
        assertThat(result.get()).hasSize(3);
      }
    } finally {
      pool.shutdown();
    }
    assertThat(ExecutorModels.loads()).isEqualTo(loads + 1);
  }

  private static ModelFiles shipped(long seed) throws IOException {
    Path checkpoint = Files.createDirectory(folder.resolve("model" + seed));
    List<String> tags = new LabelScheme(List.of("PER")).tags();
    return ScoringFixture.shipped(
        TestCheckpoints.small().withSeed(seed).withTags(tags).write(checkpoint));
  }

  private static ExecutorModels.Hold hold(ModelFiles model) {
    return ExecutorModels.hold(model, Precision.FP32, Device.cpu());
  }

  private static float[] read(ExecutorModels.Hold hold) {
    return hold.classifier().logProbabilities(List.of(List.of("Bern")), BatchLayout.DEFAULT).get(0);
  }
}
