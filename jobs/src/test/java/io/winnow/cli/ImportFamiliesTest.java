package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.api.ExitCode;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models as transformers writes them are described, tried, and stored in one form. */
class ImportFamiliesTest {

  private static final Path ENCODERS = Path.of("../udfs/src/test/resources/io/winnow/encoders");

  @TempDir Path folder;

  private Desk desk() {
    return Desk.at(folder.resolve("workspace"));
  }

  private Path copyOf(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(ENCODERS.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static void edit(Path file, java.util.function.Consumer<ObjectNode> change)
      throws IOException {
    ObjectNode json = (ObjectNode) Json.tree(Files.readString(file));
    change.accept(json);
    Files.writeString(file, Json.write(json));
  }

  @ParameterizedTest
  @CsvSource({
    "albert, albert, Unigram",
    "bert-cased-gelu-new, bert, WordPiece",
    "bert-uncased, bert, WordPiece",
    "camembert, camembert, Unigram",
    "deberta-v3, deberta-v2, Unigram",
    "distilbert, distilbert, WordPiece",
    "electra, electra, WordPiece",
    "modernbert, modernbert, BPE",
    "mpnet, mpnet, WordPiece",
    "roberta, roberta, BPE",
    "xlm-roberta, xlm-roberta, Unigram"
  })
  void everyFamily(String name, String family, String tokenizer) {
    Desk desk = desk();
    Path model = ENCODERS.resolve(name);

    Said said = desk.run("model", "import", model.toString()).exited(ExitCode.DONE);
    said.saying(
        "Model: " + model + ", ",
        " layers of width 32, up to ",
        "  family: " + family + "; ",
        "  tokenizer: " + tokenizer + ", ",
        "  labels: PER, LOC, ORG; IOB",
        "  not copied: expected.json",
        "  checked: 15 texts, ");
    assertThat(said.out().lines().skip(1)).allMatch(line -> line.length() <= 80);

    Path stored = desk.published("models/base", "checkpoint");
    assertThat(stored.resolve("model.safetensors"))
        .hasSameBinaryContentAs(model.resolve("model.safetensors"));
    assertThat(stored.resolve("config.json")).hasSameTextualContentAs(model.resolve("config.json"));
    assertThat(stored.resolve("winnow.json")).content().contains("\"tag_scheme\" : \"iob");
  }

  @Test
  void withoutATokenizerJsonOneIsBuilt() throws IOException {
    Path model = copyOf("bert-uncased");
    Files.delete(model.resolve("tokenizer.json"));
    Desk desk = desk();

    desk.run("model", "import", model.toString())
        .exited(ExitCode.DONE)
        .saying("  tokenizer: WordPiece, ");

    Path stored = desk.published("models/base", "checkpoint");
    assertThat(stored.resolve("tokenizer.json")).isRegularFile();
  }

  @Test
  void moreTokensThanEmbeddingsAreRefusedWithBothNumbers() throws IOException {
    Path model = copyOf("bert-uncased");
    JsonNode config = Json.tree(Files.readString(model.resolve("config.json")));
    int rows = config.get("vocab_size").asInt();
    edit(
        model.resolve("tokenizer.json"),
        json -> ((ObjectNode) json.at("/model/vocab")).put("quitenew", rows));

    desk()
        .run("model", "import", model.toString())
        .exited(ExitCode.USAGE)
        .saying(
            model + "/tokenizer.json has ids for %d tokens".formatted(rows + 1),
            model + "/model.safetensors has embeddings of %d".formatted(rows),
            "resize_token_embeddings()");
  }

  @Test
  void weightsThatAreNotNumbersAreRefused() throws IOException {
    Path model = copyOf("roberta");
    Path weights = model.resolve("model.safetensors");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(weights)).order(ByteOrder.LITTLE_ENDIAN);
    int data = 8 + (int) bytes.getLong(0);
    for (int at = data; at < bytes.capacity(); at += Float.BYTES) {
      bytes.putFloat(at, Float.NaN);
    }
    Files.write(weights, bytes.array());

    desk()
        .run("model", "import", model.toString())
        .exited(ExitCode.USAGE)
        .saying(model + ": its predictions are not finite (NaN): its weights are damaged");
  }

  @Test
  void labelsAndSchemeAreSaidByTheUser() throws IOException {
    Path model = copyOf("electra");
    edit(
        model.resolve("config.json"),
        json -> {
          json.remove("label2id");
          ObjectNode names = json.putObject("id2label");
          for (int id = 0; id < 7; id++) {
            names.put(Integer.toString(id), "LABEL_" + id);
          }
        });
    Desk desk = desk();
    Said without = desk.run("model", "import", model.toString(), "--as=a").exited(ExitCode.DONE);
    without.saying("  labels: none; ", "--labels");

    desk.run(
            "model",
            "import",
            model.toString(),
            "--labels=O,B-A,I-A,B-B,I-B,B-C,I-C",
            "--scheme=iob1")
        .exited(ExitCode.DONE)
        .saying("  labels: A, B, C; IOB1: I- begins an entity", "(as asked)");

    Path stored = desk.published("models/base", "checkpoint");
    assertThat(stored.resolve("winnow.json")).content().contains("\"tag_scheme\" : \"iob1\"");
    assertThat(stored.resolve("config.json")).content().contains("\"B-C\"");
    // Of a model that was imported before, its lineage tells.
    Said again = desk.run("model", "import", stored.toString(), "--as=c").exited(ExitCode.DONE);
    again.saying(
        "  labels: A, B, C; IOB1: I- begins an entity where the word before is of another");
    assertThat(again.out()).doesNotContain("as asked", "built-in texts, ");
    assertThat(desk.published("encoders/c", "checkpoint").resolve("winnow.json"))
        .content()
        .contains("\"tag_scheme\" : \"iob1\"");
    List<String> wrong = List.of("--labels=O,B-A", "--scheme=bilou");
    for (String option : wrong) {
      desk.run("model", "import", model.toString(), "--as=b", option).exited(ExitCode.USAGE);
    }
  }
}
