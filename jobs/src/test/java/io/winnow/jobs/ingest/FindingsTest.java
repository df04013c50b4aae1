package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

  @TempDir Path folder;

  @Test
  void aLargeInputReadInParallelKeepsTheNamesOfItsFiles() throws IOException {
    String strange = "50 %20 [ä].txt";
    CorpusFiles.write(folder.resolve("in").resolve(strange), "one\n");
    CorpusFiles.write(folder.resolve("in/b.txt"), ("x".repeat(1 << 20) + "\n").repeat(17));

    try (Corpus corpus = CorpusFiles.read(folder.resolve("in"))) {
      assertThat(corpus.reader().readsLinesInParallel()).isTrue();
      assertThat(corpus.counts().sentences()).isEqualTo(18);
      assertThat(corpus.parsed().select("file").distinct().collectAsList())
          .extracting((Row row) -> row.getString(0))
          .containsExactlyInAnyOrder("in/" + strange, "in/b.txt");
    }
  }
}
