package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside tokenizer.json counts as in transformers. Quotes are single here. */
class TokenizerSettingsTest {

  @TempDir Path folder;

  /**
   * On an uncased vocabulary of BERT: 3000 is "paris", 17127 "emile", 15743 "naive", 1746 and 1799
   * two Chinese characters, 30325 the second within a word, 100 unknown.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                                            | 3000 17127 15743 1746"
            + " 1799",
        "{'do_lower_case': false}                                      | 100 100 100 1746 1799",
        "{'strip_accents': false}                                      | 3000 100 100 1746 1799",
        "{'tokenize_chinese_chars': false}                             | 3000 17127 15743 1746"
            + " 30325",
        "{'tokenizer_class': 'BertTokenizer', 'do_lower_case': false}  | 100 100 100 1746 1799",
        "{'tokenizer_class': 'ElectraTokenizerFast', 'do_lower_case': false} | 100 100 100 1746"
            + " 1799",
        "{'tokenizer_class': 'DistilBertTokenizer', 'strip_accents': false}  | 3000 100 100 1746"
            + " 1799",
        "{'tokenizer_class': 'MPNetTokenizer', 'do_lower_case': false} | 100 100 100 1746 1799",
        "{'tokenizer_class': 'MPNetTokenizer', 'tokenize_chinese_chars': false} | 3000 17127 15743"
            + " 1746 1799",
        "{'tokenizer_class': 'PreTrainedTokenizerFast', 'do_lower_case': false} | 3000 17127 15743"
            + " 1746 1799"
      })
  void flagsOverrideTheNormalizerAsTheClassDoes(String config, String ids) throws IOException {
    uncased("{'model_type': 'bert'}", config);

    assertThat(ids("Paris", "Émile", "naïve", "中国")).isEqualTo(ids);
  }

  /** transformers' class lower-cases unless it is told not to. */
  @Test
  void withoutFlagsTheClassesDefaultsOverrideTheNormalizer() throws IOException {
    uncased("{'model_type': 'bert'}", null);
    ObjectNode cased = tokenizer();
    ((ObjectNode) cased.get("normalizer")).put("lowercase", false);
    JsonFormat.MAPPER.writeValue(folder.resolve("tokenizer.json").toFile(), cased);

    assertThat(ids("Paris")).isEqualTo("3000");
    assertThat(remarks())
        .containsExactly(
            "tokenizer.json has lowercase = false, but BertTokenizerFast opens it with true,"
                + " because tokenizer_config.json has no do_lower_case");
  }

  @Test
  void aModelOfAnotherFamilyHasNoSuchFlags() throws IOException {
    uncased("{'model_type': 'modernbert'}", "{'do_lower_case': false}");

    assertThat(ids("Paris")).isEqualTo("3000");
    assertThat(remarks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'tokenizer_class': 'PhobertTokenizer'} | The tokenizer class PhobertTokenizer is none"
            + " that Winnow knows; tokenizer.json is used as it is",
        "{'do_lower_case': false} | tokenizer.json has lowercase = true, but BertTokenizerFast"
            + " opens it with false, as tokenizer_config.json says",
        "{'tokenizer_class': 'BertTokenizerFast', 'tokenize_chinese_chars': false} | tokenizer.json"
            + " has handle_chinese_chars = true, but BertTokenizerFast opens it with false, as"
            + " tokenizer_config.json says"
      })
  void whatIsChangedOrCannotBeFollowedIsTold(String config, String remark) throws IOException {
    uncased("{'model_type': 'bert'}", config);

    assertThat(remarks()).containsExactly(remark);
  }

  /** The first new id is 30522, whatever ids the file gives them: as in transformers. */
  @Test
  void addedTokensAreFoundInTextAndHaveTheNextIds() throws IOException {
    uncased(
        "{'model_type': 'bert'}",
        "{'added_tokens_decoder': {'9': {'content': 'Émile', 'normalized': false},"
            + " '40000': {'content': '<hash>', 'special': true}}}");

    assertThat(ids("Émile", "<hash>", "[MASK]", "paris")).isEqualTo("30522 30523 103 3000");
  }

  /** As transformers' encode_special_tokens; what frames a sentence stays. */
  @Test
  void specialTokensAreSpelledAsWordsWhereTheFolderSaysSo() throws IOException {
    uncased(
        "{'model_type': 'bert'}",
        "{'split_special_tokens': true, 'added_tokens_decoder': {'9': {'content': 'Émile',"
            + " 'normalized': false}, '40000': {'content': '<hash>', 'special': true}}}");

    assertThat(ids("[SEP]", "<hash>")).isEqualTo(ids("[", "sep", "]", "<", "hash", ">"));
    assertThat(ids("Émile")).isEqualTo("30522");
    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      assertThat(List.of(tokenizer.before(), tokenizer.after())).containsExactly(101, 102);
    }
  }

  @Test
  void furtherSpecialTokensAreThoseOfBothFiles() throws IOException {
    uncased("{'model_type': 'bert'}", "{'additional_special_tokens': ['<one>']}");
    write("special_tokens_map.json", "{'additional_special_tokens': ['<two>', '<three>']}");

    assertThat(ids("<one>", "<two>", "<three>")).isEqualTo("30522 30523 30524");
  }

  @Test
  void olderFoldersListThemInFilesOfTheirOwn() throws IOException {
    uncased("{'model_type': 'bert'}", "{}");
    write("added_tokens.json", "{'<two>': 30523, '<one>': 30522}");
    write("special_tokens_map.json", "{'additional_special_tokens': ['<three>']}");

    assertThat(ids("<one>", "<two>", "<three>")).isEqualTo("30522 30523 30524");
  }

  /** A text that holds them would ask for rows that there are not. */
  @Test
  void tokensBeyondTheModelsEmbeddingsAreNoTokens() throws IOException {
    uncased(
        "{'model_type': 'bert', 'vocab_size': 30523}",
        "{'mask_token': '<mask>', 'added_tokens_decoder': {'30522': {'content': '<hash>'}}}");

    assertThat(ids("<hash>")).isEqualTo("30522");
    assertThat(ids("<mask>")).isEqualTo("1026 7308 1028");
    assertThat(remarks())
        .containsExactly(
            "<mask>: no such token, because the model's 30,523 embeddings have no row for it");
    assertThat(TokenizerFiles.open(folder).ids()).isEqualTo(30523);
  }

  /** Byte-level BPE spells a word with the space before it; RoBERTa's class insists. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "roberta    | {'tokenizer_class': 'RobertaTokenizer', 'add_prefix_space': true}  | true  |"
            + " 0",
        "roberta    | {'tokenizer_class': 'RobertaTokenizer', 'add_prefix_space': false} | true  |"
            + " 1",
        "roberta    | {}                                                                 | true  |"
            + " 1",
        "modernbert | {'tokenizer_class': 'PreTrainedTokenizerFast'}                     | false |"
            + " 1",
        "modernbert | {'add_prefix_space': true}                                         | true  |"
            + " 0"
      })
  void aSpaceBeforeEachWordIsAsTheClassHasIt(
      String fixture, String config, boolean isSpaced, int remarks) throws IOException {
    Path original = EncoderFixture.named(fixture).folder();
    for (String file : List.of("config.json", "tokenizer.json")) {
      Files.copy(original.resolve(file), folder.resolve(file));
    }
    write("tokenizer_config.json", config);

    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      int first = tokenizer.encode(List.of("Ada")).ids()[0];
      assertThat(spelling(first).startsWith("Ġ")).isEqualTo(isSpaced);
      assertThat(remarks()).hasSize(remarks);
    }
  }

  @Test
  void dropoutOfMergesIsOff() throws IOException {
    Path original = EncoderFixture.named("roberta").folder();
    Files.copy(original.resolve("config.json"), folder.resolve("config.json"));
    Files.copy(original.resolve("tokenizer_config.json"), folder.resolve("tokenizer_config.json"));
    ObjectNode json =
        (ObjectNode) JsonFormat.MAPPER.readTree(original.resolve("tokenizer.json").toFile());
    ((ObjectNode) json.get("model")).put("dropout", 0.9);
    JsonFormat.MAPPER.writeValue(folder.resolve("tokenizer.json").toFile(), json);

    try (SubwordTokenizer plain = SubwordTokenizer.open(original);
        SubwordTokenizer dropping = SubwordTokenizer.open(folder)) {
      List<String> words = List.of("Ada", "Brook", "left", "Port", "Almond", "for", "the");
      assertThat(dropping.encode(words).ids()).containsExactly(plain.encode(words).ids());
      assertThat(remarks())
          .containsExactly(
              "tokenizer.json has dropout = 0.9, which would spell a word differently each time;"
                  + " Winnow uses none");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "{", "'x'"})
  void aFileThatIsNoObjectIsRefused(String config) throws IOException {
    uncased("{'model_type': 'bert'}", config);

    assertThatThrownBy(() -> SubwordTokenizer.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(folder.resolve("tokenizer_config.json") + " is no JSON");
  }

  @Test
  void aFolderWithoutTokenizerJsonNamesTheImport() {
    assertThatThrownBy(() -> SubwordTokenizer.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s has no tokenizer.json; winnow model import %s builds one from vocabulary files",
            folder, folder);
  }

  private void uncased(String model, String config) throws IOException {
    TestCheckpoints.copyTokenizer(folder);
    write("config.json", model);
    if (config != null) {
      write("tokenizer_config.json", config);
    }
  }

  private void write(String file, String json) throws IOException {
    Files.writeString(folder.resolve(file), json.replace('\'', '"'));
  }

  private ObjectNode tokenizer() throws IOException {
    return (ObjectNode) JsonFormat.MAPPER.readTree(folder.resolve("tokenizer.json").toFile());
  }

  private String spelling(int id) throws IOException {
    String[] spelling = {""};
    tokenizer()
        .path("model")
        .path("vocab")
        .fields()
        .forEachRemaining(
            it -> spelling[0] = it.getValue().asInt() == id ? it.getKey() : spelling[0]);
    return spelling[0];
  }

  private String ids(String... words) throws IOException {
    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      int[] ids = tokenizer.encode(List.of(words)).ids();
      return String.join(" ", Arrays.stream(ids).mapToObj(Integer::toString).toList());
    }
  }

  private List<String> remarks() throws IOException {
    return TokenizerFiles.open(folder).remarks();
  }
}
