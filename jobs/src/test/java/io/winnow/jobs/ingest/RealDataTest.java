package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the published sizes; runs where the data lies beside the repository. */
class RealDataTest {

  private static final Path DATA = Path.of(System.getProperty("user.dir"), "../../shared/data");

  @ParameterizedTest
  @CsvSource({
    "wnut17/train, 3394, 62730, 1975",
    "wnut17/dev, 1009, 15733, 836",
    "wnut17/test, 1287, 23394, 1079",
    "btc/train, 6338, 99933, 8779",
    "btc/dev, 1000, 15023, 1730",
    "btc/test, 2001, 35425, 4376"
  })
  void aDataSetHasItsPublishedSize(String name, long sentences, long words, long entities) {
    Path file = DATA.resolve(name + ".conll");
    assumeTrue(Files.exists(file), file + " is absent");

    try (Corpus corpus = CorpusFiles.read(file)) {
      Row sums =
          corpus.sentences().selectExpr("count(*)", "sum(size(words))", "sum(size(spans))").head();
      assertThat(sums.getLong(0)).isEqualTo(sentences);
      assertThat(sums.getLong(1)).isEqualTo(words);
      assertThat(sums.getLong(2)).isEqualTo(entities);
    }
  }
}
