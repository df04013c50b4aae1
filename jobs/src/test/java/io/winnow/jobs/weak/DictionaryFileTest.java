package io.winnow.jobs.weak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.weak.WeakSettings.PhraseSource;
import io.winnow.jobs.weak.WeakSettings.WeakSource;
import io.winnow.settings.SettingsException;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import io.winnow.text.WordSplitter;
import io.winnow.weak.WeakRules.LetterCase;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dictionaries in the encodings and with the line ends that people have. */
class DictionaryFileTest {

  private static final String PHRASES = "Köln\r\n\r\n  東京\t\rMünchen\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void aByteOrderMarkIsBelieved(String charset) throws IOException {
    write("\uFEFF" + PHRASES, Charset.forName(charset));
    assertThat(spans("von Ko\u0308ln nach München")).containsExactly(loc(1), loc(3));
  }

  @Test
  void withoutOneItIsUtf8() throws IOException {
    write(PHRASES, StandardCharsets.UTF_8);
    assertThat(spans("von Köln nach Mu\u0308nchen")).containsExactly(loc(1), loc(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16LE"})
  void anotherEncodingIsAnErrorWithLineAndByte(String charset) throws IOException {
    write("Ulm\nKöln\n", Charset.forName(charset));
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> spans("von Köln"));
    assertThat(refused.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("labels.weak.places.phrases.LOC");
              assertThat(problem.message())
                  .contains(
                      "places.txt, which is no text: line ",
                      charset.startsWith("UTF") ? "NUL" : "line 2: byte 2 of the line (0xF6)",
                      "save it as UTF-8");
            });
  }

  private void write(String text, Charset charset) throws IOException {
    Files.write(folder.resolve("places.txt"), text.getBytes(charset));
  }

  private List<EntitySpan> spans(String text) {
    WeakSource source =
        new WeakSource(
            LetterCase.EXACT,
            new TreeMap<>(Map.of("LOC", new PhraseSource.File("places.txt"))),
            new TreeMap<>());
    return WeakAnnotators.of(
            Workspace.at(folder.toUri().toString(), new Configuration(false)),
            new WeakSettings(new TreeMap<>(Map.of("places", source))),
            new LabelScheme(List.of("LOC")))
        .spans(new Sentence("s", text, WordSplitter.split(text)));
  }

  private static EntitySpan loc(int word) {
    return new EntitySpan(word, word + 1, "LOC");
  }
}
