package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a corpus was read from can be told years later, though the files have moved or changed. */
class InputLineageTest {

  /** {@code printf 'Ann B-PER\nslept O\n\n' | sha256sum}. */
  private static final String ANN_SLEPT =
      "1cc79d201802d059680c7ae1e6b78af52ed0da0adb55a4dbe19e5f409bd5ff4e";

  @TempDir Path folder;

  @Test
  void theManifestNamesEveryInputWithItsHashAndWhatWasInIt() throws IOException {
    Files.writeString(folder.resolve("train.conll"), "Ann B-PER\nslept O\n\n");
    Path test = Files.createDirectories(folder.resolve("test"));
    Files.writeString(test.resolve("b.conll"), "Bob B-PER\n\n");
    Files.writeString(test.resolve("a.conll"), "Oslo B-LOC\n\nYes O\n\n");
    Desk desk = Desk.at(folder.resolve("workspace"));

    desk.run("init", "--input=" + folder.resolve("train.conll"), "--holdout=" + test)
        .exited(ExitCode.DONE);

    JsonNode inputs = inputs(desk);
    assertThat(inputs.at("/sentences/contentHash").asText()).isEqualTo(ANN_SLEPT);
    assertThat(inputs.at("/sentences/source").asText())
        .isEqualTo("file:" + folder.resolve("train.conll"));
    assertThat(inputs.at("/sentences/counts/sentences").asLong()).isEqualTo(1);
    assertThat(inputs.at("/holdout/counts/sentences").asLong()).isEqualTo(3);
    assertThat(inputs.at("/holdout/source").asText()).isEqualTo("file:" + test);

    Files.move(test.resolve("a.conll"), test.resolve("c.conll"));
    Desk later = Desk.at(folder.resolve("later"));
    later
        .run("init", "--input=" + folder.resolve("train.conll"), "--holdout=" + test)
        .exited(ExitCode.DONE);
    assertThat(inputs(later).at("/holdout/contentHash"))
        .as("the same files by other names")
        .isEqualTo(inputs.at("/holdout/contentHash"));
  }

  private static JsonNode inputs(Desk desk) throws IOException {
    JsonNode pointer = Json.tree(desk.pointers().get("corpus/_published-0001.json"));
    Path manifest = desk.workspace().resolve(pointer.get("manifest").asText());
    return Json.tree(Files.readString(manifest)).get("inputs");
  }
}
