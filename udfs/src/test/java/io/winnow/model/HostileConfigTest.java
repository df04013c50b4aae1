package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A config.json that says what no model's does: refused at once, by the key. */
class HostileConfigTest {

  @TempDir Path folder;

  private Path copyOf(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(EncoderFixture.named(name).folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** Puts a key at the beginning of the object, with any text as its value. */
  private static void set(Path model, String key, String json) throws IOException {
    Path file = model.resolve(Checkpoint.CONFIG);
    ObjectNode config = (ObjectNode) JsonFormat.MAPPER.readTree(file.toFile());
    config.remove(key);
    Files.writeString(file, "{\"%s\": %s, %s".formatted(key, json, config.toString().substring(1)));
  }

  private static void refused(Path model, String message) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> Checkpoint.open(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(message)
                .extracting(it -> it.getMessage().length())
                .satisfies(length -> assertThat((int) length).isLessThan(6_000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bert-uncased | hidden_size                  | 32.5       | 'hidden_size' is 32.5; it must be a whole number above 0
          bert-uncased | hidden_size                  | 32.0       | 'hidden_size' is 32.0; it must be a whole number above 0
          bert-uncased | hidden_size                  | "32"       | 'hidden_size' is "32"; it must be a whole number above 0
          bert-uncased | hidden_size                  | [32]       | 'hidden_size' is a list; it must be a whole number above 0
          bert-uncased | hidden_size                  | {}         | 'hidden_size' is an object; it must be
          bert-uncased | hidden_size                  | null       | 'hidden_size' is null; it must be
          bert-uncased | hidden_size                  | true       | 'hidden_size' is true; it must be
          bert-uncased | hidden_size                  | 1e400      | 'hidden_size' is Infinity; it must be
          bert-uncased | hidden_size                  | 99999999999999999999999 | 'hidden_size' is 99999999999999999999999; it must be
          bert-uncased | hidden_size                  | 2147483647 | is no multiple of num_attention_heads
          bert-uncased | hidden_size                  | 2147483644 | config.json asks for [
          bert-uncased | hidden_size                  | -32        | 'hidden_size' is -32; it must be
          bert-uncased | num_hidden_layers            | 2147483647 | 'num_hidden_layers' is 2147483647; it must be a whole number from 1 to 1,024
          bert-uncased | num_hidden_layers            | 1024       | which config.json's bert with 1024 layers needs
          bert-uncased | num_hidden_layers            | 0          | 'num_hidden_layers' is 0; it must be
          bert-uncased | num_attention_heads          | 7          | no multiple of num_attention_heads 7
          bert-uncased | num_attention_heads          | 2147483647 | no multiple of num_attention_heads 2147483647
          bert-uncased | vocab_size                   | 2147483647 | config.json asks for [2147483647, 32]
          bert-uncased | vocab_size                   | 1          | config.json asks for [1, 32]
          bert-uncased | intermediate_size            | 2147483647 | config.json asks for [2147483647
          bert-uncased | max_position_embeddings      | 2147483647 | config.json asks for [2147483647, 32]
          bert-uncased | max_position_embeddings      | 2          | leaves room for 2 sub-words
          bert-uncased | max_position_embeddings      | 0          | 'max_position_embeddings' is 0; it must be
          bert-uncased | type_vocab_size              | -1         | 'type_vocab_size' is -1; it must be a whole number from 0 on
          bert-uncased | type_vocab_size              | 0          | 'type_vocab_size' is 0; it must be a whole number above 0
          bert-uncased | hidden_dropout_prob          | 5          | 'hidden_dropout_prob' is 5; it must be a number from 0 to below 1
          bert-uncased | hidden_dropout_prob          | 1          | 'hidden_dropout_prob' is 1; it must be
          bert-uncased | hidden_dropout_prob          | NaN        | 'hidden_dropout_prob' is NaN; it must be
          bert-uncased | hidden_dropout_prob          | "0.1"      | 'hidden_dropout_prob' is "0.1"; it must be
          bert-uncased | attention_probs_dropout_prob | -0.1       | 'attention_probs_dropout_prob' is -0.1; it must be
          bert-uncased | classifier_dropout           | 5          | 'classifier_dropout' is 5; it must be
          bert-uncased | dropout                      | 5          | 'dropout' is 5; it must be
          bert-uncased | layer_norm_eps               | -1e-12     | 'layer_norm_eps' is -1.0E-12; it must be a number above 0
          bert-uncased | layer_norm_eps               | 0          | 'layer_norm_eps' is 0; it must be
          bert-uncased | layer_norm_eps               | NaN        | 'layer_norm_eps' is NaN; it must be
          bert-uncased | layer_norm_eps               | Infinity   | 'layer_norm_eps' is Infinity; it must be
          bert-uncased | layer_norm_eps               | 1e400      | 'layer_norm_eps' is Infinity; it must be
          bert-uncased | layer_norm_eps               | 1e30       | 'layer_norm_eps' is 1.0E30; it must be
          bert-uncased | layer_norm_eps               | "1e-12"    | 'layer_norm_eps' is "1e-12"; it must be
          bert-uncased | initializer_range            | -1         | 'initializer_range' is -1; it must be
          bert-uncased | num_labels                   | 1.5        | 'num_labels' is 1.5; it must be
          bert-uncased | model_type                   | 5          | model_type '5' is not supported
          bert-uncased | model_type                   | ["bert"]   | model_type '' is not supported
          bert-uncased | hidden_act                   | 7          | hidden_act '7' is not supported
          bert-uncased | is_decoder                   | 1          | is_decoder '1' is not supported
          roberta      | pad_token_id                 | -5         | 'pad_token_id' is -5; it must be a whole number from -1 on
          roberta      | pad_token_id                 | 1.5        | 'pad_token_id' is 1.5; it must be
          roberta      | pad_token_id                 | 2147483647 | leaves room for 0 sub-words
          distilbert   | dropout                      | 5          | 'dropout' is 5; it must be
          distilbert   | dim                          | 32.5       | 'dim' is 32.5; it must be
          distilbert   | n_layers                     | 2147483647 | 'n_layers' is 2147483647; it must be
          distilbert   | n_heads                      | 0          | 'n_heads' is 0; it must be
          electra      | embedding_size               | 2147483647 | config.json asks for [
          albert       | num_hidden_layers            | 2147483647 | 'num_hidden_layers' is 2147483647; it must be
          albert       | inner_group_num              | 1024       | of inner_group_num 1,024 each are more layers than 1,024
          albert       | num_hidden_groups            | 1000       | is more than num_hidden_layers
          mpnet        | relative_attention_num_buckets | 1        | 'relative_attention_num_buckets' is 1; it must be a whole number from 4 to 511
          mpnet        | relative_attention_num_buckets | 2147483647 | 'relative_attention_num_buckets' is 2147483647; it must be
          deberta-v3   | position_buckets             | 1          | position_buckets 1 for max_relative_positions
          deberta-v3   | position_buckets             | 2147483647 | config.json asks for [4294967294, 32]
          deberta-v3   | max_relative_positions       | 1          | for max_relative_positions 1 have no formula
          deberta-v3   | max_relative_positions       | 1.5        | 'max_relative_positions' is 1.5; it must be
          deberta-v3   | conv_kernel_size             | 2          | conv_kernel_size 2 with conv_groups
          deberta-v3   | conv_kernel_size             | -3         | 'conv_kernel_size' is -3; it must be
          deberta-v3   | pos_att_type                 | [7]        | pos_att_type '7' is not supported
          deberta-v3   | relative_attention           | 1          | 'relative_attention' is 1; it must be true or false
          deberta-v3   | attention_head_size          | 3          | attention_head_size '3' is not supported
          modernbert   | layer_types                  | ["full_attention"] | layer_types has 1 entries
          modernbert   | layer_types                  | [1, 2]     | layer_types has 2 entries
          modernbert   | local_attention              | 0          | 'local_attention' is 0; it must be
          modernbert   | global_attn_every_n_layers   | 0          | 'global_attn_every_n_layers' is 0; it must be
          modernbert   | rope_parameters              | 5          | 'rope_parameters' is 5; it must be an object
          modernbert   | rope_parameters              | {"full_attention": 5} | 'full_attention' is 5; it must be an object
          modernbert   | rope_parameters              | {"full_attention": {"rope_theta": -1}} | 'rope_theta' is -1; it must be
          modernbert   | norm_bias                    | "no"       | 'norm_bias' is "no"; it must be true or false
          """)
  void aValueThatItsKeyCannotHaveIsNamed(String name, String key, String json, String message)
      throws IOException {
    Path model = copyOf(name);
    set(model, key, json);

    refused(model, message);
  }

  /** What others write into keys that don't matter here is no error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bert-uncased | classifier_dropout    | null
          bert-uncased | attention_probs_dropout_prob | 0.0
          bert-uncased | eos_token_id          | [1, 2]
          bert-uncased | pad_token_id          | null
          bert-uncased | length_penalty        | Infinity
          bert-uncased | torch_dtype           | "float32"
          bert-uncased | task_specific_params  | {"a": {"b": [1, 2, {"c": null}]}}
          roberta      | classifier_dropout    | 0.25
          modernbert   | classifier_dropout    | 0
          modernbert   | rope_parameters       | null
          """)
  void whatIsUsualElsewhereOpens(String name, String key, String json) throws IOException {
    Path model = copyOf(name);
    set(model, key, json);

    assertThat(Checkpoint.open(model).size().hidden()).isEqualTo(32);
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    Path model = copyOf("bert-uncased");
    Path file = model.resolve(Checkpoint.CONFIG);
    String config = Files.readString(file);
    Files.writeString(file, config.replaceFirst("\\{", "{\"hidden_size\": 64, "));

    refused(model, "config.json is no JSON: Duplicate field 'hidden_size'");
  }

  @Test
  void whatIsTooLargeOrTooDeepIsRefusedBeforeItIsRead() throws IOException {
    Path model = copyOf("bert-uncased");
    Path config = model.resolve(Checkpoint.CONFIG);
    Files.writeString(config, "{\"x\": " + "[".repeat(100_000));
    refused(model, "config.json is nested more than 64 deep");
    Files.writeString(config, "[" + "0,".repeat(2_000_000) + "0]");
    refused(model, "config.json has more than 2,000,000 values");
    Files.writeString(config, "{\"model_type\": \"%s\"}".formatted("x".repeat(1_000_000)));
    refused(model, "is not supported; supported: bert");
    Files.writeString(config, "x".repeat(1_000_000));
    refused(model, "config.json is no JSON: Unrecognized token 'xxx");

    try (RandomAccessFile file = new RandomAccessFile(config.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    refused(model, "config.json has 3,221,225,472 bytes; settings has at most 16,777,216");
  }
}
