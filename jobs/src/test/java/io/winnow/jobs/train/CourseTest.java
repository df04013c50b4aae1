package io.winnow.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.jobs.train.FineTune.Learning;
import io.winnow.model.Window;
import io.winnow.model.WordTargets;
import io.winnow.workspace.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a training went, and whether it came to anything. */
class CourseTest {

  private static Course of(float... losses) {
    Course course = Course.begin();
    for (float loss : losses) {
      course.add(loss);
    }
    return course;
  }

  @Test
  void theRecentLossWeighsEachStepByNineteenTwentiethsOfTheNext() {
    assertThat(of().recentLoss()).isZero();
    assertThat(of(2).recentLoss()).isEqualTo(2);
    assertThat(of(2, 1).recentLoss()).isCloseTo((2 * 0.95 + 1) / 1.95, within(1e-12));
  }

  @Test
  void theLastLossIsTheMeanOverTheLastTenth() {
    assertThat(of(5, 3).lastLoss()).isEqualTo(3);
    float[] losses = new float[20];
    losses[18] = 1;
    losses[19] = 2;
    assertThat(of(losses).lastLoss()).isEqualTo(1.5);
  }

  @Test
  void measurementsWithoutGainAreCountedSinceTheBest() {
    Course course = Course.begin();
    assertThat(course.isBest(0)).isTrue();
    assertThat(course.isBest(0)).isFalse();
    assertThat(course.isBest(0.5)).isTrue();
    assertThat(course.isBest(0.4)).isFalse();
    assertThat(course.isBest(0.5)).isFalse();
    assertThat(course.checksSinceBest()).isEqualTo(2);
    assertThat(course.bestF1()).isEqualTo(0.5);
  }

  @Test
  void progressIsReadBackBitForBit() {
    Course course = of(0.1f, 1 / 3f, Float.MIN_VALUE);
    var unmeasured = new SavedState.Progress(0, course.snapshot(), null);
    assertThat(Json.read(Json.write(unmeasured), SavedState.Progress.class)).isEqualTo(unmeasured);

    course.isBest(0.1 + 0.2);
    var measured =
        new SavedState.Progress(
            2,
            course.snapshot(),
            new FineTune.Result(300, 0.7, Double.NaN, Learning.LOSS_NOT_FALLEN));
    assertThat(Json.read(Json.write(measured), SavedState.Progress.class)).isEqualTo(measured);
    assertThat(new Course(measured.course()).snapshot()).isEqualTo(measured.course());
  }

  @Test
  void ofTwoAttemptsTheOneThatLearntIsBetterThenTheF1ThenTheLoss() {
    var nothing = new FineTune.Result(300, 0.1, 0.9, Learning.NO_ENTITIES);
    var learnt = new FineTune.Result(300, 0.5, 0.2, Learning.LEARNT);
    assertThat(learnt.isBetterThan(nothing)).isTrue();
    assertThat(nothing.isBetterThan(learnt)).isFalse();
    var higher = new FineTune.Result(300, 0.6, 0.3, Learning.LEARNT);
    assertThat(higher.isBetterThan(learnt)).isTrue();
    var lower = new FineTune.Result(300, 0.4, 0.2, Learning.LEARNT);
    assertThat(lower.isBetterThan(learnt)).isTrue();
    assertThat(learnt.isBetterThan(learnt)).isFalse();
  }

  /** Three of four words have tag 0: -0.75 ln 0.75 - 0.25 ln 0.25. */
  @Test
  void aBlindModelsLossIsTheEntropyOfTheTagsShares() {
    assertThat(blind(0, 0, 0, 1)).isCloseTo(0.5623351, within(1e-6));
    assertThat(blind(0, 0)).isZero();
  }

  private static double blind(int... tags) {
    int[] subwords = new int[tags.length + 2];
    int[] firsts = new int[tags.length];
    for (int word = 0; word < firsts.length; word++) {
      firsts[word] = word + 1;
    }
    Window window = new Window(subwords, firsts, IntStream.range(0, tags.length).toArray());
    return FineTune.blindLoss(List.of(new Window.Labelled(window, new WordTargets.Hard(tags))), 3);
  }
}
