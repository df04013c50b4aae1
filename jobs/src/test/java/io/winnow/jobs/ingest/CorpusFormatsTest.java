package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.columns.ColumnChoice;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.ingest.SentenceStream.Item;
import io.winnow.testing.FormatsPage;
import io.winnow.testing.FormatsPage.Tried;
import io.winnow.testing.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of {@code jobs/docs/formats.md} that {@code init} reads says the same. */
class CorpusFormatsTest {

  private static final List<String> SENTENCES =
      List.of(
          "Nichts|geschah|. -> []",
          "Zoë|Kravitz|besuchte|Köln|. -> [[0,2) PER, [3,4) LOC]",
          "🎉|Ana|flog|nach|São|Paulo|! -> [[1,2) PER, [4,6) LOC]");

  static Stream<Tried> tried() {
    return FormatsPage.tried("init");
  }

  @ParameterizedTest
  @MethodSource("tried")
  void spansInAreSpansOut(Tried file) {
    try (Corpus corpus = Corpus.read(LocalSpark.session(), input(file))) {
      List<String> shown = CorpusFiles.shown(corpus.sentences());
      // windows-1252 has no emoji.
      assertThat(shown).isEqualTo(SENTENCES.subList(0, file.sentences()));
      assertThat(shown.toString().split("PER|LOC").length - 1).isEqualTo(file.entities());
    }
  }

  /** Of a folder a stream has all files, its README.md, too. */
  static Stream<Tried> streamed() {
    return tried().filter(file -> !file.name().equals("hub-folder"));
  }

  /** As {@code winnow tag} reads it: the same words, whatever the file says of entities. */
  @ParameterizedTest
  @MethodSource("streamed")
  void aStreamHasTheSameSentences(Tried file) {
    SentenceStream.Reading reading =
        new SentenceStream.Reading(
            InputFormat.AUTO,
            TextEncoding.named(file.setting("init.encoding")),
            new ColumnChoice(file.setting("init.word-column")));
    List<String> words = new ArrayList<>();
    for (Supplier<SentenceStream> one :
        SentenceStream.open(
            new Configuration(), FormatsPage.file("init", file.name()).toString(), reading)) {
      try (SentenceStream stream = one.get()) {
        for (Item item = stream.next(); item != null; item = stream.next()) {
          words.add(String.join("|", item.sentence().wordTexts()));
        }
      }
    }
    assertThat(words.stream().filter(it -> !it.isEmpty()).sorted())
        .isEqualTo(
            SENTENCES.subList(0, file.sentences()).stream()
                .map(it -> it.substring(0, it.indexOf(" -> ")))
                .toList());
  }

  @Test
  void thePageNamesEveryFile() {
    assertThat(tried().map(Tried::name)).hasSameElementsAs(FormatsPage.files("init"));
  }

  private static CorpusInput input(Tried file) {
    Path path = FormatsPage.file("init", file.name());
    String tagNames = file.setting("init.tag-names");
    return CorpusInput.of(
        path.toString(),
        new InputSettings(
            "formats",
            InputFormat.AUTO,
            new TextSettings(
                file.setting("init.encoding"),
                file.setting("init.offsets"),
                TextSettings.TextSplit.NONE,
                Overlaps.REFUSE),
            file.setting("init.word-column"),
            file.setting("init.tag-column"),
            tagNames.equals("auto")
                ? List.of()
                : List.of(tagNames.replaceAll("[\\[\\] ]", "").split(",")),
            List.of(KeptFields.ALL),
            0));
  }
}
