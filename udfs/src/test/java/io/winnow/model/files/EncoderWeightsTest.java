package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** transformers wrote the files: whatever form they are brought in, they come out the same. */
class EncoderWeightsTest {

  private static final Set<String> PREFIXES =
      Set.of(
          "bert.",
          "roberta.",
          "distilbert.",
          "electra.",
          "mpnet.",
          "albert.",
          "deberta.",
          "model.");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "albert",
        "bert-cased-gelu-new",
        "bert-relu-1-head",
        "bert-uncased",
        "camembert",
        "deberta-v3",
        "distilbert",
        "electra",
        "modernbert",
        "mpnet",
        "roberta",
        "xlm-roberta"
      })
  void everyFormComesBackByteForByte(String name) throws IOException {
    Path original = folder.resolve("original");
    try (InputStream in =
        getClass().getResourceAsStream("/io/winnow/encoders/" + name + "/model.safetensors")) {
      Files.copy(in, original);
    }
    Weights weights = Safetensors.open(original);
    assertThat(weights.dtype()).contains(Dtype.F32);
    Map<String, StoredTensor> wrapped = new TreeMap<>();
    weights.stored().forEach((it, tensor) -> wrapped.put("module." + it, tensor));
    TorchFiles.archive(folder.resolve("pytorch_model.bin"), weights.stored());
    assertNormalised(original);
    TorchFiles.legacy(folder.resolve("pytorch_model.bin"), wrapped);
    assertNormalised(original);
    Files.copy(original, folder.resolve("model.safetensors"));
    assertNormalised(original);
  }

  private void assertNormalised(Path original) throws IOException {
    Path written = folder.resolve("written");
    WeightFiles.normalise(folder, PREFIXES, written);

    assertThat(Files.mismatch(written, original)).isEqualTo(-1);
    Files.delete(written);
  }
}
