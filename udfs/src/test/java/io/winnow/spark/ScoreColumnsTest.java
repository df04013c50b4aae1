package io.winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.model.TestCheckpoints;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns beside those of the one pass: committees and embeddings. */
class ScoreColumnsTest {

  private static final List<Sentence> SENTENCES = ScoringFixture.sentences().subList(0, 60);
  private static final List<String> NAMES = List.of("bald", "mnlp", "vote-entropy");

  @TempDir static Path folder;

  private static ModelFiles model;
  private static Map<String, Row> plain;
  private static Map<String, Row> scores;

  @BeforeAll
  static void score() throws IOException {
    TestCheckpoints.small().withTags(new LabelScheme(List.of("PER")).tags()).write(folder);
    model = ScoringFixture.shipped(folder);
    plain = scores(ScoreColumns.named(List.of("mnlp"), InferenceOptions.PLAIN), 1);
    scores = scores(columns(7), 1);
  }

  @Test
  void theyStandBehindThoseOfTheOnePass() {
    Row any = scores.values().iterator().next();

    assertThat(any.schema().fieldNames())
        .endsWith("set_aside", "mnlp", "bald", "vote_entropy", "embedding");
  }

  @Test
  void passesWithDropoutChangeNothingOfTheReadingItself() {
    scores.forEach(
        (id, row) -> {
          if (row.<Integer>getAs("word_count") > 0) {
            assertThat(row.<Double>getAs("mnlp"))
                .isCloseTo(plain.get(id).<Double>getAs("mnlp"), within(1e-5));
          }
        });
  }

  @Test
  void theCommitteeDisagrees() {
    List<Row> read =
        scores.values().stream().filter(row -> row.<Integer>getAs("word_count") > 0).toList();

    assertThat(read).allSatisfy(row -> assertThat(row.<Double>getAs("bald")).isNegative());
    assertThat(read)
        .allSatisfy(row -> assertThat(row.<Double>getAs("vote_entropy")).isBetween(-2.0, 0.0));
    assertThat(read).anySatisfy(row -> assertThat(row.<Double>getAs("vote_entropy")).isNegative());
  }

  @Test
  void partitionsChangeNeitherCommitteeNorEmbedding() {
    scores(columns(7), 5)
        .forEach(
            (id, row) -> {
              Row expected = scores.get(id);
              if (row.<Integer>getAs("word_count") > 0) {
                assertThat(row.<Double>getAs("bald"))
                    .isCloseTo(expected.<Double>getAs("bald"), within(1e-5));
                List<Float> embedding = row.getList(row.fieldIndex("embedding"));
                List<Float> other = expected.getList(expected.fieldIndex("embedding"));
                assertThat(embedding).hasSameSizeAs(other).isNotEmpty();
                assertThat(embedding.get(0)).isCloseTo(other.get(0), within(1e-5f));
              } else {
                assertThat(row.isNullAt(row.fieldIndex("embedding"))).isTrue();
                assertThat(row.isNullAt(row.fieldIndex("bald"))).isTrue();
              }
            });
  }

  @Test
  void anotherSeedDropsOthers() {
    assertThat(bald(scores(columns(8), 1))).isNotEqualTo(bald(scores));
    assertThat(bald(scores(columns(7), 1))).isEqualTo(bald(scores));
  }

  private static List<Double> bald(Map<String, Row> scores) {
    return SENTENCES.stream().map(it -> scores.get(it.id()).<Double>getAs("bald")).toList();
  }

  private static ScoreColumns columns(long seed) {
    return ScoreColumns.named(NAMES, new InferenceOptions(4, seed, InferenceOptions.Pooling.MEAN));
  }

  private static Map<String, Row> scores(ScoreColumns columns, int partitions) {
    return new ScorePartition(
            model, Precision.FP32, columns, 32, 1024, 32, ScoringFixture.counters())
        .over(ScoringFixture.corpus(SENTENCES).repartition(partitions)).collectAsList().stream()
            .collect(Collectors.toMap(row -> row.<String>getAs("id"), Function.identity()));
  }
}
