package io.winnow.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.files.InvalidModelException;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokenizers that would hang, fill the memory of, or end the process that opens them. */
class TokenizerTrialTest {

  private static final Path ENCODERS =
      Path.of("..", "udfs", "src", "test", "resources", "io", "winnow", "encoders");

  @TempDir Path temp;
  private Path files;
  private Path model;

  @BeforeEach
  void folders() throws IOException {
    files = Files.createDirectory(temp.resolve("files"));
    model = Files.createDirectory(temp.resolve("model"));
  }

  private void copy(String name) throws IOException {
    try (Stream<Path> all = Files.list(ENCODERS.resolve(name))) {
      for (Path file : all.filter(it -> !it.toString().endsWith(".safetensors")).toList()) {
        Files.copy(file, files.resolve(file.getFileName()));
        if (file.endsWith("config.json")) {
          Files.copy(file, model.resolve(file.getFileName()));
        }
      }
    }
  }

  private void edit(Consumer<ObjectNode> change) throws IOException {
    Path file = files.resolve("tokenizer.json");
    ObjectNode json = (ObjectNode) Json.tree(Files.readString(file));
    change.accept(json);
    Files.writeString(file, Json.write(json));
  }

  private static void splitBy(ObjectNode tokenizer, String pattern) {
    tokenizer
        .putObject("pre_tokenizer")
        .put("type", "Split")
        .put("behavior", "Isolated")
        .put("invert", false)
        .putObject("pattern")
        .put("Regex", pattern);
  }

  private static ObjectNode normalizer(ObjectNode tokenizer, String type) {
    return tokenizer.putObject("normalizer").put("type", type);
  }

  private static Arguments broken(String what, Consumer<ObjectNode> change, String message) {
    return Arguments.of(what, change, message);
  }

  static Stream<Arguments> harmful() {
    String tooMuch = "its tokenizer takes more than";
    String ended = "the process that tried it crashed (SIGABRT) and said:";
    return Stream.of(
        broken("(a+)+$", it -> splitBy(it, "(a+)+$"), ended),
        broken("(.|.)*!", it -> splitBy(it, "(.|.)*!\\z"), ended),
        broken("(\\w+\\s?)*$", it -> splitBy(it, "^(\\w+\\s?)*$"), ended),
        broken("unclosed", it -> splitBy(it, "(x"), "is no tokenizer of HuggingFace's"),
        broken(
            "many texts before each word",
            it -> {
              ArrayNode all = normalizer(it, "Sequence").putArray("normalizers");
              for (int i = 0; i < 900; i++) {
                all.addObject().put("type", "Prepend").put("prepend", "x".repeat(1_000));
              }
            },
            tooMuch),
        broken(
            "no unknown token",
            it -> ((ObjectNode) it.get("model")).put("unk_token", "[NONE]"),
            ""),
        broken("a kind that is none", it -> normalizer(it, "Shuffle"), "is no tokenizer"),
        broken(
            "a model of no kind",
            it -> ((ObjectNode) it.get("model")).put("type", "Neural"),
            "is no tokenizer"),
        broken("no frame", it -> it.putNull("post_processor"), "frames a sentence with 0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmful")
  void whatDoesHarmDoesItToAProcessOfItsOwn(
      String what, Consumer<ObjectNode> change, String message) throws IOException {
    copy("bert-uncased");
    edit(change);

    assertThatThrownBy(() -> TokenizerTrial.run(files, model))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(temp.toString())
        .hasMessageContaining(message)
        .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(4_200));
  }

  @Test
  void anHonestOneIsWrittenAsItWouldBeHere() throws IOException {
    copy("xlm-roberta");

    assertThat(TokenizerTrial.run(files, model)).isEmpty();

    assertThat(Json.tree(Files.readString(model.resolve("tokenizer.json"))).at("/model/type"))
        .hasToString("\"Unigram\"");
    assertThat(temp).isDirectoryNotContaining(it -> it.toString().contains("winnow-tokenizer"));
  }
}
