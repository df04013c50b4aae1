package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetsCorpusTest {

  private static final String UTF_16 =
      "{'text':'🎉🎉🎉 Ida ging nach Ulm heim','label':[[7,10,'PER'],[21,24,'LOC']]}";
  private static final String CODE_POINTS =
      "{'text':'🎉🎉🎉 Ada ging nach Ulm heim','label':[[4,7,'PER'],[18,21,'LOC']]}";
  private static final String IDA = "🎉🎉🎉|Ida|ging|nach|Ulm|heim -> [[1,2) PER, [4,5) LOC]";
  private static final String ADA = IDA.replace("Ida", "Ada");

  @TempDir Path folder;

  @Test
  void theUnitThatAllSpansFitIsTakenAndSaid() throws IOException {
    write("news.jsonl", UTF_16);

    try (Corpus corpus = CorpusFiles.read(folder)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly(split(IDA));
      assertThat(corpus.notes())
          .singleElement()
          .asString()
          .endsWith(
              "news.jsonl count utf-16: of 2 spans that lie elsewhere in some unit, 2 fit; as"
                  + " code-points 0");
    }
  }

  @Test
  void eachFileIsReadInItsOwnUnit() throws IOException {
    write("a.jsonl", UTF_16);
    write("deep/a.jsonl", CODE_POINTS);

    try (Corpus corpus = CorpusFiles.read(folder)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly(split(ADA), split(IDA));
      assertThat(corpus.notes()).singleElement().asString().doesNotContain("deep");
    }
  }

  @Test
  void aFileInSeveralUnitsIsRefusedWithHowManySpansFitEach() throws IOException {
    Path file = write("mixed.jsonl", UTF_16, CODE_POINTS);

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(
            "Cannot tell what the offsets in mixed.jsonl count",
            "of 4 spans",
            "code-points 2, utf-16 2, graphemes 2, bytes 0",
            "init.offsets=");
  }

  @Test
  void theUnitAskedForIsTakenWhateverFits() throws IOException {
    Path file = write("mixed.jsonl", UTF_16, CODE_POINTS.replace("Ada ging nach", "Ad ging nach"));

    try (Corpus corpus = read(file, "utf-16", 0)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).contains(split(IDA));
      assertThat(corpus.notes())
          .containsExactly(
              "Warning: entities that cut a word and took all of it: 1 (mixed.jsonl line 2: [18,21)"
                  + " LOC 'h U' became 'nach Ulm')",
              "Warning: entities without a letter or a digit: 1 (mixed.jsonl line 2: [4,7) PER"
                  + " '🎉')");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        // A quote decides where words would not
        "{'text':'🎉 北京北京','spans':[{'start':3,'end':5,'text':'北京','label':'L'}]} > utf-16",
        "{'text':'ä Ida kam','spans':[{'start':3,'end':6,'text':'Ida','label':'P'}]} > bytes",
        "{'text':'ä Ida kam','spans':[[3,6,'P']]} > bytes",
        "{'text':'e\\u0301e\\u0301 Ida kam','spans':[[3,6,'P']]} > graphemes",
        "{'text':'a\\r\\nb Ida kam','spans':[[4,7,'P']]} > graphemes",
        "{'text':'👩\\u200d👩\\u200d👧 Ida kam','spans':[[9,12,'P']]} > utf-16",
        // Words with places decide for spans
        "{'text':'🎉 北京北京','words':[{'text':'🎉','start':0,'end':2},{'text':'北京','start':3,"
            + "'end':5},{'text':'北京','start':5,'end':7}],'spans':[[3,5,'L']]} > utf-16",
      })
  void otherUnits(String json, String unit) throws IOException {
    Path file = write("a.jsonl", json);

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(corpus.notes()).singleElement().asString().contains("a.jsonl count " + unit);
      assertThat(CorpusFiles.shown(corpus.sentences())).allMatch(it -> !it.contains("[]"));
    }
  }

  @Test
  void whatFitsTwoUnitsIsReadAsUsualWithAWarning() throws IOException {
    Path file = write("a.jsonl", "{'text':'🎉 北京北京','spans':[[3,5,'L']]}");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(corpus.notes())
          .containsExactly(
              "Warning: offsets of a.jsonl are taken to count code-points; as utf-16 they would lie"
                  + " elsewhere and fit, too (spans: 1); init.offsets names the unit");
    }
    try (Corpus corpus = read(file, "code-points", 0)) {
      assertThat(corpus.notes()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "[[0,2,'P'],[13,15,'L']] > only if each end is the last character, not one past it",
        "[[0,2,'P','Ida'],[13,15,'L','Ulm']] > each end is the last character",
        "[[1,4,'P'],[14,17,'L']] > only if they count from 1; subtract 1 from each start and each",
        "[[1,3,'P'],[14,16,'L']] > only if they count from 1 and ends are inclusive",
      })
  void offsetsThatAreShiftedAreRefused(String spans, String hint) throws IOException {
    Path file = write("a.jsonl", "{'text':'Ida kam nach Ulm','spans':%s}".formatted(spans));

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("Offsets in a.jsonl seem to be shifted: 2 spans", hint, "0 do");
  }

  @Test
  void aFewSlipsDontMoveTheOthers() throws IOException {
    String good = "{'text':'ä Ida kam %d','spans':[[2,5,'P']]}";
    String lines = String.join("\n", List.of(good.formatted(1), good.formatted(2)));
    Path file =
        write("a.jsonl", (lines + "\n").repeat(20), "{'text':'ä Ida kam','spans':[[3,6,'P']]}");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(corpus.notes())
          .containsExactly(
              "Warning: entities that cut a word and took all of it: 1 (a.jsonl line 42: [3,6) P"
                  + " 'da ' became 'Ida')");
      assertThat(CorpusFiles.shown(corpus.sentences())).contains("ä|Ida|kam -> [[1,2) P]");
    }
  }

  @Test
  void aSpanOutsideOfTheTextInTheFilesUnitMakesItsRecordBad() throws IOException {
    Path file =
        write("a.jsonl", UTF_16, "{'text':'🎉 Ida kam','spans':[[1,2,'PER','Ulm'],[3,6,'PER']]}");

    try (Corpus corpus = read(file, "auto", 1)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly(split(IDA));
      assertThat(corpus.problems())
          .containsExactly(
              "a.jsonl line 2: entity span [1,2) PER does not fit the text's 10 characters, counted"
                  + " in utf-16");
    }
  }

  @Test
  void charactersThatWereLostAreCounted() throws IOException {
    Path file = write("a.jsonl", "{'text':'M\uFFFDller'}", "{'text':'b'}", "{'text':'\uFFFD'}");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(corpus.notes())
          .containsExactly(
              "Warning: records with U+FFFD, where characters were lost before they came here: 2"
                  + " (a.jsonl line 1; a.jsonl line 3)");
    }
  }

  @Test
  void unusedFieldsAreCounted() throws IOException {
    Path file =
        write("a.jsonl", "{'text':'a','x':[1],'label':{}}", "{'text':'b','x':[2],'y':null}");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(corpus.unusedFields()).hasToString("{label=1, x=2}");
    }
  }

  @Test
  void anEmptyListOfAFieldThatHoldsSpansElsewhereMeansNoEntity() throws IOException {
    write("a.jsonl", "{'text':'Ida','ner':[[0,3,'PER']]}", "{'text':'b','ner':[],'links':[]}");
    write("b.jsonl", "{'text':'c','mentions':[],'links':[]}");

    try (Corpus corpus = CorpusFiles.read(folder)) {
      assertThat(CorpusFiles.shown(corpus.sentences()))
          .containsExactly("Ida -> [[0,1) PER]", "b -> []", "c -> ?");
      assertThat(corpus.notes())
          .containsExactly(
              "Warning: records in which 'mentions' is an empty list, taken as not annotated: 1;"
                  + " call it 'spans' if it means no entity");
      assertThat(corpus.unusedFields()).hasToString("{links=2, mentions=1}");
    }
  }

  @Test
  void aLargeFileIsReadInParallelInItsUnit() throws IOException {
    String padding = " ".repeat(1 << 20);
    String lines =
        IntStream.range(0, 17)
            .mapToObj(i -> padding + UTF_16.replace("heim", "heim " + i))
            .collect(Collectors.joining("\n"));
    Path file = write("large 1.jsonl", lines);

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(corpus.reader().readsLinesInParallel()).isTrue();
      assertThat(CorpusFiles.shown(corpus.sentences()))
          .hasSize(17)
          .allMatch(it -> it.endsWith("[[3,4) PER, [6,7) LOC]"));
      assertThat(corpus.notes()).singleElement().asString().contains("large 1.jsonl count utf-16");
    }
  }

  /** An emoji is a word of its own. */
  private static String split(String shown) {
    return shown
        .replace("🎉🎉🎉", "🎉|🎉|🎉")
        .replace("[[1,2) PER, [4,5) LOC]", "[[3,4) PER, [6,7) LOC]");
  }

  private static Corpus read(Path path, String unit, long maxBadRecords) {
    InputSettings settings =
        new InputSettings(
            "",
            InputFormat.AUTO,
            new TextSettings("auto", unit, TextSettings.TextSplit.NONE, Overlaps.REFUSE),
            "auto",
            "auto",
            List.of(),
            List.of(),
            maxBadRecords);
    return Corpus.read(LocalSpark.session(), CorpusInput.of(path.toString(), settings));
  }

  private Path write(String name, String... lines) throws IOException {
    return CorpusFiles.write(
        folder.resolve(name),
        Arrays.stream(lines)
            .map(line -> line.replace('\'', '"'))
            .collect(Collectors.joining("\n")));
  }
}
