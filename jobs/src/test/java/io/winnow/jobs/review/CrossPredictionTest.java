package io.winnow.jobs.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.config.ConfigReader;
import io.winnow.jobs.train.Example;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.train.TrainingProcess;
import io.winnow.model.Prediction.Predicted;
import io.winnow.sample.LabelledSentence;
import io.winnow.sample.SampleCorpus;
import io.winnow.settings.SettingsException;
import io.winnow.testing.SilentConsole;
import io.winnow.testing.TinyEncoder;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is read by whom. */
class CrossPredictionTest {

  private static final LabelScheme SCHEME =
      new LabelScheme(List.of("PER", "LOC", "ORG", "PRODUCT", "EVENT"));
  private static final TrainSettings SETTINGS =
      ConfigReader.read(
              List.of(),
              List.of(
                  "train.batch-size=8",
                  "train.max-steps=4",
                  "train.threads=1",
                  "train.precision=fp32"))
          .jobs()
          .train();

  @TempDir static Path folder;
  private static Path encoder;

  @BeforeAll
  static void writeEncoder() throws IOException {
    encoder = TinyEncoder.write(folder.resolve("encoder"));
  }

  private static List<Example> examples(int count) {
    List<Example> examples = new ArrayList<>();
    for (LabelledSentence labelled : SampleCorpus.sentences(3, count)) {
      examples.add(
          Example.certain(
              labelled.sentence().id(), labelled.sentence().wordTexts(), labelled.spans()));
    }
    return examples;
  }

  private static List<float[]> read(List<Example> examples) {
    TrainingProcess training = new TrainingProcess(new SilentConsole(), report -> report);
    return new CrossPrediction(encoder, SCHEME, SETTINGS, 3, 1, training)
        .predict(examples).stream().map(Predicted::logProbabilities).toList();
  }

  @Test
  void aLabelHasNoPartInHowItsOwnSentenceIsReadButInHowOthersAre() {
    List<Example> examples = examples(24);
    List<Example> changed = new ArrayList<>(examples);
    Example first = examples.get(0);
    changed.set(
        0,
        Example.certain(
            first.id(), first.words(), List.of(new EntitySpan(0, first.words().size(), "EVENT"))));

    List<float[]> before = read(examples);
    List<float[]> after = read(changed);

    assertThat(after.get(0)).containsExactly(before.get(0));
    long others = 0;
    for (int i = 1; i < examples.size(); i++) {
      others += Arrays.equals(before.get(i), after.get(i)) ? 0 : 1;
    }
    assertThat(others).isBetween(8L, 22L);
  }

  @Test
  void everySentenceIsReadInItsPlace() {
    List<Example> examples = examples(24);
    List<float[]> read = read(examples);
    assertThat(read).hasSameSizeAs(examples);
    for (int i = 0; i < examples.size(); i++) {
      assertThat(read.get(i)).hasSize(examples.get(i).words().size() * SCHEME.tagCount());
    }
  }

  @Test
  void aSingleLabelLeavesNothingToTrainOn() {
    assertThatThrownBy(() -> read(examples(1)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("review.folds: all 1 labelled sentences fall into one of 3 folds");
  }
}
