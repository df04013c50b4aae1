package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What no tokenizer.json has is refused before native code sees it. */
class HostileTokenizerTest {

  @TempDir Path folder;

  private void copy(String name) throws IOException {
    try (Stream<Path> files = Files.list(EncoderFixture.named(name).folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private void edit(String name, Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve(name);
    ObjectNode json = (ObjectNode) JsonFormat.MAPPER.readTree(file.toFile());
    change.accept(json);
    JsonFormat.MAPPER.writeValue(file.toFile(), json);
  }

  private static ArrayNode normalizers(ObjectNode tokenizer) {
    return tokenizer.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> TokenizerFiles.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(message);
  }

  private static final String LONGER = "its normalizer makes texts more than 1,000 times as long";

  private static String doubling(int times, String pattern, String content) {
    String one =
        "{\"type\": \"Replace\", \"pattern\": %s, \"content\": \"%s\"}".formatted(pattern, content);
    return "{\"type\": \"Sequence\", \"normalizers\": [%s]}"
        .formatted(String.join(", ", Collections.nCopies(times, one)));
  }

  private static String charsmap(String json) {
    return "{\"type\": \"Precompiled\", \"precompiled_charsmap\": %s}".formatted(json);
  }

  /**
   * A trie of 256 units with one key, a, whose value points to the first of the texts.
   *
   * @param size what it says that the trie has
   * @param values the first unit, and the text's place; 0 where they aren't given
   */
  private static String trie(int size, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 1_024 + 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, size);
    int[] given = Arrays.copyOf(values, 2);
    bytes.putInt(4, given[0]);
    // Its unit: the label a, an end, and an offset of 1 to the value.
    bytes.putInt(4 + 4 * 'a', 1 << 10 | 1 << 8 | 'a');
    bytes.putInt(4 + 4 * ('a' ^ 1), given[1] == 0 ? 0 : 5_000);
    bytes.putInt(4 + 1_024, 'b');
    return "\"" + Base64.getEncoder().encodeToString(bytes.array()) + "\"";
  }

  @Test
  void aCharsmapThatLeadsSomewhereOpens() throws IOException {
    copy("bert-uncased");
    JsonNode normalizer = JsonFormat.MAPPER.readTree(charsmap(trie(1_024)));
    edit("tokenizer.json", json -> json.set("normalizer", normalizer));

    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      assertThat(tokenizer.encode(List.of("a")).ids())
          .isEqualTo(tokenizer.encode(List.of("b")).ids());
    }
  }

  private static Arguments part(String pointer, String json, String message) {
    return Arguments.of(pointer, json, message);
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        part("/model", "null", "its model has no vocab"),
        part("/model", "[]", "its model has no vocab"),
        part("/model/vocab", "5", "its model has no vocab"),
        part("/model/vocab", "{\"a\": 1.5}", "sub-word 'a' has the id 1.5"),
        part("/model/vocab", "{\"a\": \"1\"}", "sub-word 'a' has the id \"1\""),
        part("/model/vocab", "{\"a\": -1}", "sub-word 'a' has the id -1"),
        part("/model/vocab", "{\"a\": 4294967296}", "sub-word 'a' has the id 4294967296"),
        part("/model/vocab", "{\"a\": 2147483647}", "sub-word 'a' has the id 2147483647"),
        part("/model/vocab", "{\"a\": 2147483646}", "has ids for 2,147,483,647 tokens"),
        part("/model/vocab", "[[\"a\", 0], [\"b\"]]", "entry 1 of its vocab is no pair"),
        part("/model/vocab", "[[\"a\", 1e400]]", "entry 0 of its vocab is no pair"),
        part("/model/vocab", "[[7, 0]]", "entry 0 of its vocab is no pair"),
        part(
            "/model/max_input_chars_per_word",
            "2147483647",
            "its max_input_chars_per_word is 2147483647; it must be a whole number from 1 to"
                + " 1,000"),
        part("/model/max_input_chars_per_word", "-1", "its max_input_chars_per_word is -1"),
        part(
            "/normalizer",
            "{\"type\": \"Prepend\", \"prepend\": \"%s\"}".formatted("x".repeat(5_000)),
            "its normalizer has a prepend of 5,000 characters, of at most 1,000"),
        part("/normalizer", doubling(40, "{\"String\": \"a\"}", "aa"), LONGER),
        part("/normalizer", doubling(40, "{\"Regex\": \"[a-z]\"}", "aa"), LONGER),
        part("/normalizer", doubling(40, "{\"String\": \"\"}", "aa"), LONGER),
        part("/normalizer", charsmap("null"), "its precompiled_charsmap is no text"),
        part("/normalizer", charsmap("\"?\""), "its precompiled_charsmap is no Base64"),
        part("/normalizer", charsmap("\"AAAA\""), "has 3 bytes and says that -1 are a trie"),
        part(
            "/normalizer",
            charsmap(trie(0xffffffff)),
            "has 1,032 bytes and says that -1 are a trie"),
        part("/normalizer", charsmap(trie(0x7fffffff)), "and says that 2,147,483,647 are a trie"),
        part("/normalizer", charsmap(trie(1_024, 0xfffffc00)), "leads beyond its 256 units"),
        part("/normalizer", charsmap(trie(1_024, 0, 0x80000000)), "leads to no text"),
        part("/added_tokens", "{}", "its added_tokens are no list"),
        part("/added_tokens", "[5]", "one of its added_tokens has no content"),
        part("/added_tokens", "[{\"content\": \"a\"}]", "'a' has the id of none"),
        part("/added_tokens", "[{\"content\": \"a\", \"id\": -1}]", "'a' has the id -1"),
        part(
            "/added_tokens",
            "[{\"content\": \"a\", \"id\": 1, \"lstrip\": 1}]",
            "lstrip of the added token 'a' is 1; it must be true or false"),
        part("/added_tokens", "[{\"content\": \"a\", \"id\": 1e9}]", "'a' has the id 1.0E9"));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartThatIsNoneIsNamed(String pointer, String json, String message) throws IOException {
    copy("bert-uncased");
    JsonNode value = JsonFormat.MAPPER.readTree(json);
    int last = pointer.lastIndexOf('/');
    edit(
        "tokenizer.json",
        it ->
            ((ObjectNode) it.at(pointer.substring(0, last)))
                .set(pointer.substring(last + 1), value));

    refused(message);
  }

  @ParameterizedTest
  @CsvSource({
    "normalizer, normalizers",
    "pre_tokenizer, pretokenizers",
    "post_processor, processors",
    "decoder, decoders"
  })
  void sequencesInSequencesHaveABound(String part, String list) throws IOException {
    copy("bert-uncased");
    edit(
        "tokenizer.json",
        json -> {
          JsonNode inner = json.get(part);
          for (int depth = 0; depth < 20; depth++) {
            ObjectNode outer = JsonFormat.MAPPER.createObjectNode().put("type", "Sequence");
            outer.putArray(list).add(inner);
            inner = outer;
          }
          json.set(part, inner);
        });

    refused("its %s is nested more than 12 deep".formatted(part));
  }

  @Test
  void partsAndAddedTokensHaveANumber() throws IOException {
    copy("bert-uncased");
    edit(
        "tokenizer.json",
        json -> {
          ArrayNode parts = normalizers(json);
          for (int i = 0; i < 1_000; i++) {
            parts.addObject().put("type", "Lowercase");
          }
        });
    refused("its normalizer has 1,001 parts, of at most 1,000");

    edit(
        "tokenizer.json",
        json -> {
          json.putNull("normalizer");
          ArrayNode added = json.putArray("added_tokens");
          for (int i = 0; i <= 20_000; i++) {
            added.addObject().put("id", i).put("content", "tok" + i);
          }
        });
    refused("it has 20,001 added_tokens, of at most 20,000");

    edit(
        "tokenizer.json",
        json ->
            json.putArray("added_tokens")
                .addObject()
                .put("id", 1)
                .put("content", "x".repeat(2_000)));
    refused("has 2,000 characters, of at most 1,000");
  }

  @Test
  void addedTokensOfItsConfigurationCountToo() throws IOException {
    copy("bert-uncased");
    edit("config.json", json -> json.put("vocab_size", 1_000_000));
    edit(
        "tokenizer_config.json",
        json -> {
          ObjectNode added = json.putObject("added_tokens_decoder");
          for (int i = 0; i <= 20_000; i++) {
            added.putObject(Integer.toString(i)).put("content", "tok" + i);
          }
        });
    refused("added_tokens, of at most 20,000");

    edit(
        "tokenizer_config.json",
        json -> json.putObject("added_tokens_decoder").putObject("x").put("content", "y"));
    refused("'added_tokens_decoder' has the id 'x', which is no whole number");
  }

  @Test
  void idsBeyondTheEmbeddingsAreRefusedWhereverAFolderIsOpened() throws IOException {
    copy("roberta");
    int rows = Checkpoint.open(folder).size().vocabulary();
    edit("tokenizer.json", json -> ((ObjectNode) json.at("/model/vocab")).put("quitenew", rows));

    assertThatThrownBy(() -> TokenClassifier.load(folder, Precision.FP32, Device.cpu()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("has ids for %,d tokens".formatted(rows + 1))
        .hasMessageContaining("has embeddings of %,d".formatted(rows));
  }

  /** Python would take 0 for false: a model that lower-cases or not by chance is a wrong one. */
  @ParameterizedTest
  @CsvSource({"do_lower_case", "strip_accents", "tokenize_chinese_chars", "split_special_tokens"})
  void flagsAreTrueOrFalse(String flag) throws IOException {
    copy("bert-uncased");
    edit("tokenizer_config.json", json -> json.put(flag, 0));

    refused("tokenizer_config.json: '%s' is 0; it must be true or false".formatted(flag));
  }

  /** Files whose bytes are none of JSON, or none of UTF-8. */
  @ParameterizedTest
  @CsvSource({"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"})
  void bytesThatAreNoTextAreRefused(String name) throws IOException {
    copy("bert-uncased");
    edit("tokenizer_config.json", json -> json.remove("added_tokens_decoder"));
    for (byte[] bytes :
        new byte[][] {
          {},
          {0},
          {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
          {0, 0, 0, '{', 0, 1, 1, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
          "[]".getBytes(),
          "{\"a\": 1, \"a\": 2}".getBytes(),
          ("{\"a\": " + "[".repeat(5_000)).getBytes()
        }) {
      Files.write(folder.resolve(name), bytes);
      refused(name + " is n");
    }
  }

  /** Native code can't be interrupted; the one who asked has an answer all the same. */
  @Test
  void openingTakesNoLongerThanItsBound() throws IOException {
    copy("bert-uncased");
    edit(
        "tokenizer.json",
        json -> {
          ArrayNode all = normalizers(json);
          for (int i = 0; i < 300; i++) {
            all.addObject().put("type", "Prepend").put("prepend", "x".repeat(1_000));
          }
        });
    byte[] json = Files.readAllBytes(folder.resolve("tokenizer.json"));

    assertThatThrownBy(() -> SubwordTokenizer.open(folder, json, Duration.ofMillis(50)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("tokenizer.json is no tokenizer to work with")
        .hasMessageContaining("it has taken more than 50 ms to open");
  }
}
