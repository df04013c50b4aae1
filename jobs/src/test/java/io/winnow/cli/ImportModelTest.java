package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.hub.HubSettings;
import io.winnow.hub.LoopbackHub;
import io.winnow.testing.TinyEncoder;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where models come from, what is said of them, and what is refused. */
class ImportModelTest {

  private static final String PINNED = "hf://acme/tagger@" + LoopbackHub.COMMIT;
  private static final String CARD = "---\nlicense: apache-2.0\ntags: [ner]\n---\n# A tagger\n";

  @TempDir Path folder;

  private Path encoder() throws IOException {
    return TinyEncoder.write(folder.resolve("encoder"));
  }

  private Desk desk() {
    return Desk.at(folder.resolve("workspace"));
  }

  private static List<String> filesOf(Desk desk) throws IOException {
    try (Stream<Path> files = Files.list(desk.published("models/base", "checkpoint"))) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private Said imported(LoopbackHub hub, Desk desk, String... more) {
    Map<String, String> environment = new HashMap<>(hub.environment(folder.resolve("hf")));
    String[] words = desk.with("model", "import", "hf://acme/tagger");
    for (String word : more) {
      if (word.contains("=") && !word.startsWith("-")) {
        environment.put(word.split("=")[0], word.split("=")[1]);
      } else {
        words = Stream.concat(Stream.of(words), Stream.of(word)).toArray(String[]::new);
      }
    }
    return CommandLines.winnow(HubSettings.of(environment, folder), words);
  }

  private static LoopbackHub serving(Path model) throws IOException {
    LoopbackHub hub = new LoopbackHub().with("README.md", CARD).with("onnx/model.onnx", "x");
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        hub.with(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return hub;
  }

  @Test
  void aModelOfTheHubIsFetchedPinnedAndSaid() throws IOException {
    Desk desk = desk();
    try (LoopbackHub hub = serving(encoder()).with("pytorch_model.bin", "x")) {
      imported(hub, desk)
          .exited(ExitCode.DONE)
          .saying(
              "Model: hf://acme/tagger@main, 2 layers of width 32, up to 512 tokens",
              "  family: bert; ",
              " parameters, F32, 1.2 MB",
              "  tokenizer: WordPiece, 8,192 tokens\n",
              "  labels: none; it holds an encoder alone",
              "  source: " + PINNED + "\n",
              "  licence: apache-2.0",
              "  checked: 15 texts, ")
          .withinColumns(80);
      assertThat(hub.fetched())
          .containsExactly("README.md", "config.json", "model.safetensors", "tokenizer.json");
    }

    assertThat(filesOf(desk))
        .containsExactly(
            "config.json", "import.json", "model.safetensors", "tokenizer.json", "winnow.json");
    JsonNode lineage =
        Json.tree(
            Files.readString(desk.published("models/base", "checkpoint").resolve("winnow.json")));
    assertThat(lineage.get("source").asText()).isEqualTo(PINNED);
    assertThat(lineage.get("licence").asText()).isEqualTo("apache-2.0");
    desk.run("lineage", "--of=models/base").saying(PINNED);
  }

  @Test
  void whatWasFetchedOnceNeedsNoNetworkAgain() throws IOException {
    try (LoopbackHub hub = serving(encoder())) {
      imported(hub, desk()).exited(ExitCode.DONE);
      int requests = hub.requests().size();

      Desk other = Desk.at(folder.resolve("other"));
      imported(hub, other, "HF_HUB_OFFLINE=1").exited(ExitCode.DONE).saying(PINNED);
      Path cached = folder.resolve("hf/hub/models--acme--tagger");
      for (Path place : List.of(cached, cached.resolve("snapshots/" + LoopbackHub.COMMIT))) {
        Desk third = Desk.at(folder.resolve("third" + place.getNameCount()));
        third
            .run("model", "import", place.toString())
            .exited(ExitCode.DONE)
            .saying("Model: " + place, "  source: " + PINNED, "  licence: apache-2.0");
      }
      assertThat(hub.requests()).hasSize(requests);
    }
  }

  @Test
  void whatTheHubRefusesIsAUsersErrorAndWhatItDoesNotDeliverIsNot() throws IOException {
    Desk desk = desk();
    try (LoopbackHub hub = serving(encoder())) {
      desk.run("model", "import", "hf://acme/tagger")
          .exited(ExitCode.USAGE)
          .saying("HF_HUB_OFFLINE is set", "import it once without");
      hub.closedBut("hf_secret");
      imported(hub, desk).exited(ExitCode.USAGE).saying("set HF_TOKEN");
      imported(hub, desk, "HF_TOKEN=hf_secret").exited(ExitCode.DONE);
    }
    desk.run("model", "import", "hf://acme/tagger/x", "--as=other")
        .exited(ExitCode.USAGE)
        .saying("hf://acme/tagger/x is no model's name on the hub");
    try (LoopbackHub hub = serving(encoder())) {
      hub.nextOfApi(new LoopbackHub.Fault.Status(503, "9999"));
      imported(hub, Desk.at(folder.resolve("other")), "HF_HOME=" + folder.resolve("empty"))
          .exited(ExitCode.FAILURE)
          .saying("it answers 503 and asks to wait 9999 s");
    }
  }

  @Test
  void onlyFilesOfAModelAreTaken() throws IOException {
    Path encoder = encoder();
    Files.writeString(encoder.resolve("notes.txt"), "secret");
    Files.writeString(encoder.resolve("README.md"), "no front matter");
    Files.writeString(encoder.resolve("tf_model.h5"), "other");
    Files.createDirectories(encoder.resolve("onnx"));
    Desk desk = desk();

    Said said = desk.run("model", "import", encoder.toString()).exited(ExitCode.DONE);

    said.saying("  not copied: notes.txt, tf_model.h5");
    assertThat(said.out()).doesNotContain("licence", "source");
    assertThat(filesOf(desk)).doesNotContain("notes.txt", "README.md", "tf_model.h5");
  }

  @Test
  void aPointerOfGitLfsIsNamed() throws IOException {
    Path encoder = encoder();
    Files.writeString(
        encoder.resolve("tokenizer.json"),
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");
    desk()
        .run("model", "import", encoder.toString())
        .exited(ExitCode.USAGE)
        .saying(encoder + "/tokenizer.json is a Git LFS pointer", "git lfs pull");
  }

  @Test
  void aLinkThatLeavesTheFolderIsNamed() throws IOException {
    Path encoder = encoder();
    Path elsewhere = folder.resolve("elsewhere.safetensors");
    Files.move(encoder.resolve("model.safetensors"), elsewhere);
    Files.createSymbolicLink(encoder.resolve("model.safetensors"), elsewhere);

    desk()
        .run("model", "import", encoder.toString())
        .exited(ExitCode.USAGE)
        .saying(
            encoder + "/model.safetensors is a link to " + elsewhere,
            "put the file itself there (cp -L)");

    Files.delete(encoder.resolve("model.safetensors"));
    Files.move(elsewhere, encoder.resolve("weights"));
    Files.createSymbolicLink(encoder.resolve("model.safetensors"), Path.of("weights"));
    desk().run("model", "import", encoder.toString()).exited(ExitCode.DONE);
  }

  @Test
  void aFolderOfOtherFrameworksSaysWhatItHas() throws IOException {
    Path encoder = encoder();
    Files.move(encoder.resolve("model.safetensors"), encoder.resolve("tf_model.h5"));
    desk()
        .run("model", "import", encoder.toString())
        .exited(ExitCode.USAGE)
        .saying(encoder + " has tf_model.h5: TensorFlow's weights", "from_tf=True");
  }

  @Test
  void aHeadIsNamedByItsTypesAndTheAnswerIsAlsoJson() throws IOException {
    LinkedHashMap<String, Float> tags = new LinkedHashMap<>();
    List.of("O", "B-PER", "I-PER").forEach(tag -> tags.put(tag, 0f));
    Path tagger = TinyEncoder.writeTagger(folder.resolve("tagger"), tags);
    // A head that thinks the same of every word is a broken one.
    desk()
        .run("model", "import", tagger.toString())
        .exited(ExitCode.USAGE)
        .saying(tagger + ": its predictions are the same for all texts");

    Desk desk = Desk.at(folder.resolve("other"));
    String[] words = {"model", "import", encoder().toString(), "--as=small", "--json"};
    JsonNode answer = Json.tree(desk.run(words).exited(ExitCode.DONE).out());

    assertThat(answer.get("outcome").asText()).isEqualTo("done");
    JsonNode model = answer.at("/summary/model");
    assertThat(model.get("family").asText()).isEqualTo("bert");
    assertThat(model.get("window").asInt()).isEqualTo(512);
    assertThat(answer.at("/summary/labels/types")).isEmpty();
    assertThat(answer.at("/summary/licence").isNull()).isTrue();
    assertThat(answer.at("/counts/parameters").asLong())
        .isEqualTo(model.get("parameters").asLong());
    JsonNode again = Json.tree(desk.run(words).exited(ExitCode.DONE).out());
    assertThat(again.get("outcome").asText()).isEqualTo("done_before");
    assertThat(again.get("summary")).isEqualTo(answer.get("summary"));
  }

  @Test
  void aModelIsNamedOnce() throws IOException {
    desk()
        .run("model", "import", encoder().toString(), "--from=hf://a/b")
        .exited(ExitCode.USAGE)
        .saying("'hf://a/b' both name the model");
  }
}
