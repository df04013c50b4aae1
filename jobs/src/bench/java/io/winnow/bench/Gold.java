package io.winnow.bench;

import io.winnow.bench.contender.TwoCores;
import io.winnow.jobs.ingest.Corpus;
import io.winnow.jobs.ingest.CorpusInput;
import io.winnow.jobs.ingest.InputFormat;
import io.winnow.sample.LabelledSentence;
import io.winnow.spark.Rows;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Labelled data as benchmarks need it. */
final class Gold {

  private Gold() {}

  /** The sentences of a CoNLL file, in an order that does not change. */
  static List<LabelledSentence> read(Path conll) {
    try (SparkSession spark = TwoCores.spark().getOrCreate();
        Corpus corpus =
            Corpus.read(spark, CorpusInput.of(conll.toUri().toString(), InputFormat.CONLL))) {
      return corpus.sentences().collectAsList().stream()
          .map(row -> new LabelledSentence(Rows.sentence(row), Rows.spans(row, "spans")))
          .filter(labelled -> !labelled.sentence().words().isEmpty())
          .toList();
    }
  }

  /** The entity types that occur, by name. */
  static LabelScheme scheme(List<LabelledSentence> gold) {
    return new LabelScheme(
        gold.stream()
            .flatMap(sentence -> sentence.spans().stream())
            .map(EntitySpan::type)
            .distinct()
            .sorted()
            .toList());
  }
}
