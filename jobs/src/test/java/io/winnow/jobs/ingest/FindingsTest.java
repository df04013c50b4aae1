package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

  @TempDir Path folder;

  @Test
  void aLargeInputReadInParallelKeepsTheNamesOfItsFiles() throws IOException {
    String strange = "50 %20 [ä].txt";
    CorpusFiles.write(folder.resolve("in").resolve(strange), "one \uFFFD\n");
    String lines = ("x".repeat(1 << 20) + "\n").repeat(17);
    CorpusFiles.write(folder.resolve("in/b.txt"), "two \uFFFD\n" + lines);

    try (Corpus corpus = CorpusFiles.read(folder.resolve("in"))) {
      assertThat(corpus.reader().readsLinesInParallel()).isTrue();
      assertThat(corpus.counts().sentences()).isEqualTo(19);
      assertThat(corpus.notes())
          .singleElement()
          .asString()
          .endsWith(": 2 (in/%s; in/b.txt)".formatted(strange));
    }
  }

  @Test
  void whatIsSaidOfARecordIsALineAndNotLong() throws IOException {
    String json =
        "{'text':'Ida\\nkam','spans':[[2,5,'P']]}\n{'text':'a','spans':[[0,1,'P','%s']]}\n";
    Path file =
        CorpusFiles.write(
            folder.resolve("a.jsonl"), json.replace('\'', '"').formatted("x".repeat(5_000)));

    try (Corpus corpus =
        Corpus.read(LocalSpark.session(), CorpusFiles.input(file, InputFormat.JSONL, "a", 1))) {
      assertThat(corpus.notes())
          .isEqualTo(
              List.of(
                  "Warning: entities that cut a word and took all of it: 1 (a.jsonl line 1: [2,5) P"
                      + " 'a k' became 'Ida kam')"));
      assertThat(corpus.problems()).singleElement().asString().hasSizeLessThan(600).endsWith("...");
    }
  }
}
