package io.winnow.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.files.InvalidModelException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken of the files that repositories on the hub have. */
class ModelFileNamesTest {

  private static SortedSet<String> names(String text) {
    return new TreeSet<>(List.of(text.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          config.json model.safetensors tokenizer.json | config.json model.safetensors tokenizer.json
          config.json model.safetensors pytorch_model.bin tf_model.h5 flax_model.msgpack vocab.txt onnx/model.onnx .gitattributes | config.json model.safetensors vocab.txt
          README.md config.json pytorch_model.bin sentencepiece.bpe.model tokenizer_config.json | README.md config.json pytorch_model.bin sentencepiece.bpe.model tokenizer_config.json
          config.json model.safetensors.index.json model-00001-of-00002.safetensors model-00002-of-00002.safetensors pytorch_model-00001-of-00002.bin tokenizer.json | config.json model-00001-of-00002.safetensors model-00002-of-00002.safetensors model.safetensors.index.json tokenizer.json
          config.json pytorch_model.bin.index.json pytorch_model-00001-of-00001.bin model-00001-of-00001.safetensors spm.model | config.json pytorch_model-00001-of-00001.bin pytorch_model.bin.index.json spm.model
          config.json model.safetensors vocab.json merges.txt added_tokens.json special_tokens_map.json notes.txt training_args.bin | added_tokens.json config.json merges.txt model.safetensors special_tokens_map.json vocab.json
          """)
  void theBestFormOfTheWeightsAndAllOfTheTokenizer(String there, String chosen) {
    assertThat(ModelFileNames.choose("hf://a/b", names(there)))
        .containsExactlyElementsOf(names(chosen));
    assertThat(names(chosen)).allMatch(ModelFileNames::isKnown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model.safetensors tokenizer.json | hf://a/b is no model folder: it has no config.json
          config.json model.safetensors notes.txt | hf://a/b has no tokenizer: none of tokenizer.json, vocab.txt
          config.json tokenizer.json | hf://a/b has no weights: none of model.safetensors, model.safetensors.index.json
          config.json tokenizer.json tf_model.h5 | hf://a/b has tf_model.h5: TensorFlow's weights
          config.json tokenizer.json flax_model.msgpack | hf://a/b has flax_model.msgpack: Flax's weights
          adapter_config.json adapter_model.safetensors tokenizer.json | an adapter (LoRA or another of PEFT's), not a model
          """)
  void whatIsMissingIsNamedBeforeAnythingIsFetched(String there, String message) {
    assertThatThrownBy(() -> ModelFileNames.choose("hf://a/b", names(there)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "model.safetensors, true",
    "pytorch_model.bin, true",
    "model-00001-of-00002.safetensors, true",
    "pytorch_model-00001-of-00002.bin, true",
    "model.safetensors.index.json, false",
    "tokenizer.json, false",
    "training_args.bin, false"
  })
  void weightsAreWhatIsLarge(String name, boolean isWeights) {
    assertThat(ModelFileNames.isWeights(name)).isEqualTo(isWeights);
  }
}
