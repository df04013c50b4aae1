package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.TensorBytes;
import io.winnow.model.files.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a checkpoint, and what a trial run makes of one with other weights. */
class ModelSummaryTest {

  @TempDir Path folder;

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  /** The same folder with some tensors more, or others. */
  private Checkpoint with(String fixture, Map<String, TensorBytes> others) throws IOException {
    Path copy =
        copy(EncoderFixture.named(fixture).folder(), folder.resolve(fixture + others.size()));
    Path file = copy.resolve("model.safetensors");
    Weights weights =
        Safetensors.open(EncoderFixture.named(fixture).folder().resolve("model.safetensors"));
    Map<String, TensorBytes> all = new LinkedHashMap<>(weights.stored());
    all.putAll(others);
    Files.delete(file);
    Safetensors.write(file, all);
    return Checkpoint.open(copy);
  }

  @Test
  void tensorsThatATokenClassifierDoesNotNeedAreCountedByTheirPart() throws IOException {
    Tensor some = Tensor.of(new float[6], 2, 3);
    Map<String, TensorBytes> others =
        Map.of(
            "cls.predictions.bias", some,
            "cls.predictions.transform.dense.weight", some,
            "bert.pooler.dense.weight", some);
    ModelSummary plain = ModelSummary.of(with("bert-uncased", Map.of()));
    ModelSummary summary = ModelSummary.of(with("bert-uncased", others));

    assertThat(plain.unused()).isEmpty();
    assertThat(summary.unused()).isEqualTo(Map.of("cls", 2, "pooler", 1));
    assertThat(summary.unusedText()).isEqualTo("tensors of cls (2), pooler (1)");
    assertThat(summary.parameters()).isEqualTo(plain.parameters());
    assertThat(summary.family()).isEqualTo("bert");
    assertThat(summary.dtype()).isEqualTo("F32");
    assertThat(summary.tokenizer().tokens()).isEqualTo(summary.tokenizer().rows());
  }

  @Test
  void aModelThatTellsNothingApartIsRefused() throws IOException {
    Weights weights =
        Safetensors.open(EncoderFixture.named("roberta").folder().resolve("model.safetensors"));
    String name = "classifier.weight";
    int size = Math.toIntExact(Tensor.elements(weights.shape(name)));
    long[] shape = weights.shape(name).stream().mapToLong(it -> it).toArray();
    Checkpoint checkpoint = with("roberta", Map.of(name, Tensor.of(new float[size], shape)));

    assertThatThrownBy(() -> TrialRun.of(checkpoint))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("its predictions are the same for all texts")
        .hasMessageContaining("its weights are damaged, or not what config.json says");
  }

  @Test
  void anEncoderAloneIsTriedToo() throws IOException {
    Path copy = copy(EncoderFixture.named("mpnet").folder(), folder.resolve("encoder"));
    Path file = copy.resolve("model.safetensors");
    Weights weights = Safetensors.open(file).only(it -> !it.startsWith("classifier."));
    Path other = folder.resolve("other.safetensors");
    Safetensors.write(other, weights.stored());
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    Checkpoint checkpoint = Checkpoint.open(copy);

    TrialRun trial = TrialRun.of(checkpoint);

    assertThat(checkpoint.headTags()).isEmpty();
    assertThat(trial.texts()).isEqualTo(15);
    assertThat(trial.words() + trial.unseen()).isEqualTo(705);
    assertThat(trial.tokens()).isGreaterThan(trial.words());
  }
}
