package io.winnow.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.winnow.config.ConfigReader;
import io.winnow.jobs.JobFailedException;
import io.winnow.model.TrainableClassifier;
import io.winnow.testing.SilentConsole;
import io.winnow.testing.TinyEncoder;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that the model does not see. */
class FineTuneTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER"));
  private static final TrainSettings SETTINGS =
      ConfigReader.read(List.of(), List.of("train.max-steps=2", "train.precision=fp32"))
          .jobs()
          .train();
  private static final Example UNSEEN =
      Example.certain("unseen", List.of("\u200d", ""), List.of(new EntitySpan(0, 1, "PER")));
  private static final Example SEEN =
      Example.certain("seen", List.of("\u200d", "Anna"), List.of(new EntitySpan(1, 2, "PER")));

  @TempDir Path folder;

  @Test
  void sentencesWithoutAWordThatIsSeenAreNothingToTrainOnAndHaveNoSpans() throws IOException {
    Path encoder = TinyEncoder.write(folder.resolve("encoder"));
    try (TrainableClassifier classifier =
        TrainableClassifier.of(encoder, SCHEME, SETTINGS.tuning(1), Device.cpu())) {
      FineTune tuning = new FineTune(classifier, SCHEME, SETTINGS, 1, new SilentConsole());

      assertThatThrownBy(() -> tuning.run(List.of(UNSEEN, UNSEEN)))
          .isInstanceOf(JobFailedException.class)
          .hasMessage(
              "None of the 2 sentences to train on has a word of which the model's tokenizer leaves"
                  + " anything; label others");
      assertThat(tuning.run(List.of(UNSEEN, SEEN)).steps()).isEqualTo(2);
      assertThat(tuning.f1(List.of(UNSEEN))).isZero();
    }
  }
}
