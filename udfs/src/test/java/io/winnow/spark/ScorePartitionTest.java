package io.winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.acquisition.OnePassFunction;
import io.winnow.acquisition.WordDistributions;
import io.winnow.model.BatchLayout;
import io.winnow.model.Checkpoint;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.model.Prediction;
import io.winnow.model.TestCheckpoints;
import io.winnow.model.TokenClassifier;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorePartitionTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));
  private static final List<Sentence> SENTENCES = ScoringFixture.sentences();

  @TempDir static Path folder;

  private static Path checkpoint;
  private static ModelFiles model;
  private static Map<String, Row> scores;

  @BeforeAll
  static void score() throws IOException {
    checkpoint = Files.createDirectory(folder.resolve("run=20260101T000000Z-abc123"));
    TestCheckpoints.small().withTags(SCHEME.tags()).write(checkpoint);
    model = ScoringFixture.shipped(checkpoint);
    scores = ScoringFixture.scores(model, ScoringFixture.corpus(SENTENCES).coalesce(1));
  }

  @Test
  void eachSentenceComesOutOnceWithItsWords() {
    assertThat(scores).hasSameSizeAs(SENTENCES);
    for (Sentence sentence : SENTENCES) {
      Row row = scores.get(sentence.id());
      assertThat(row.schema()).isEqualTo(Schemas.scores(AcquisitionFunctions.onePassNames()));
      assertThat(row.<Integer>getAs("word_count")).isEqualTo(sentence.words().size());
    }
  }

  @Test
  void aSentenceWithoutWordsHasNoScoreAndNoSpans() {
    List<Row> empty =
        scores.values().stream().filter(row -> row.<Integer>getAs("word_count") == 0).toList();

    assertThat(empty).hasSize(10);
    for (Row row : empty) {
      assertThat(row.<Double>getAs("mnlp")).isNull();
      assertThat(Rows.spans(row, "spans")).isEmpty();
    }
  }

  @Test
  void everyFunctionsColumnIsWhatItMakesOfTheModelsOwnReading() throws IOException {
    List<Prediction.Predicted> read;
    try (TokenClassifier alone = TokenClassifier.load(checkpoint, Precision.FP32, Device.cpu())) {
      read =
          alone
              .predict(
                  SENTENCES.stream().map(Sentence::wordTexts).toList(),
                  BatchLayout.byTokens(1024, 32),
                  InferenceOptions.PLAIN)
              .predicted();
    }
    for (int i = 0; i < SENTENCES.size(); i++) {
      Optional<WordDistributions> alone = read.get(i).distributions();
      if (alone.isPresent()) {
        Row row = scores.get(SENTENCES.get(i).id());
        for (OnePassFunction function : ScoringFixture.COLUMNS.functions()) {
          assertThat(row.<Double>getAs(Schemas.column(function.name())))
              .as(function.name())
              .isCloseTo(function.score(alone.get()), within(1e-4));
        }
      }
    }
  }

  @Test
  void spansLieInTheSentenceInOrderAndAreOfTheModelsTypes() {
    int found = 0;
    for (Row row : scores.values()) {
      int from = 0;
      for (EntitySpan span : Rows.spans(row, "spans")) {
        assertThat(span.startWord()).isGreaterThanOrEqualTo(from);
        assertThat(span.endWord()).isLessThanOrEqualTo(row.<Integer>getAs("word_count"));
        assertThat(SCHEME.types()).contains(span.type());
        from = span.endWord();
        found++;
      }
      List<Row> spans = row.getList(row.fieldIndex("spans"));
      assertThat(spans).allSatisfy(span -> assertThat(span.getDouble(3)).isBetween(0.0, 1.0));
    }
    assertThat(found).isPositive();
  }

  @Test
  void theCountersSayWhatWasReadAndWhatWasPadding() {
    ScoringCounters counters = ScoringFixture.counters();
    new ScorePartition(model, Precision.FP32, ScoringFixture.COLUMNS, 200, 1024, 32, counters)
        .over(ScoringFixture.corpus(SENTENCES).repartition(1))
        .collectAsList();

    assertThat(counters.sentences().sum()).isEqualTo(SENTENCES.size());
    long words = SENTENCES.stream().mapToLong(sentence -> sentence.words().size()).sum();
    assertThat(counters.tokens().sum()).isGreaterThan(words);
    assertThat(counters.padding()).isBetween(1.0, 1.2);
    assertThat(counters.modelLoads().sum()).isLessThanOrEqualTo(1);
  }

  @Test
  void partitionsAndOrderChangeNoScore() {
    List<Sentence> shuffled = new ArrayList<>(SENTENCES);
    Collections.shuffle(shuffled, new Random(5));

    Map<String, Row> others =
        ScoringFixture.scores(model, ScoringFixture.corpus(shuffled).repartition(7));

    assertThat(others.keySet()).isEqualTo(scores.keySet());
    others.forEach(
        (id, row) -> {
          Double expected = scores.get(id).getAs("mnlp");
          if (expected == null) {
            assertThat(row.<Double>getAs("mnlp")).isNull();
          } else {
            assertThat(row.<Double>getAs("mnlp")).isCloseTo(expected, within(1e-5));
          }
          assertThat(Rows.spans(row, "spans")).isEqualTo(Rows.spans(scores.get(id), "spans"));
        });
  }

  @Test
  void rowsKeepTheirOrderWithinAPartition() {
    List<String> ids =
        ScoringFixture.scorer(model)
            .over(ScoringFixture.corpus(SENTENCES).coalesce(1))
            .collectAsList()
            .stream()
            .map(row -> row.<String>getAs("id"))
            .toList();

    assertThat(ids).isEqualTo(SENTENCES.stream().map(Sentence::id).toList());
  }

  @Test
  void allTasksShareOneModel() {
    ScoringFixture.scores(model, ScoringFixture.corpus(SENTENCES.subList(0, 5)));
    int before = ExecutorModels.loads();

    for (int i = 0; i < 3; i++) {
      ScoringFixture.scores(model, ScoringFixture.corpus(SENTENCES).repartition(7));
    }

    assertThat(ExecutorModels.loads()).isEqualTo(before);
    assertThat(ExecutorModels.held()).isEqualTo(1);
  }

  /** What nobody would write, and corpora hold all the same. */
  @Test
  void poisonIsScoredAndHindersNothing() {
    List<List<String>> poison =
        List.of(
            List.of("\uD83D\uDE00", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"),
            List.of("a\u0000b", "\u0001", "\u001B[31m", "\u007F"),
            List.of("\uD800", "x\uDC00\uD800"),
            List.of("\u200B", "\uFEFF", ""),
            List.of("x".repeat(1_000_000)),
            Collections.nCopies(20_000, "many"),
            List.of("Bern"));
    List<Sentence> sentences = new ArrayList<>();
    poison.forEach(words -> sentences.add(Sentence.ofWords("poison" + sentences.size(), words)));

    Map<String, Row> read =
        ScoringFixture.scores(model, ScoringFixture.corpus(sentences).coalesce(1));

    assertThat(read).hasSameSizeAs(sentences);
    assertThat(read.values())
        .allSatisfy(row -> assertThat(row.isNullAt(row.fieldIndex("set_aside"))).isTrue());
    // The fourth has no word that the model sees: it is scored as a sentence without words is.
    Row unseen = read.remove(sentences.get(3).id());
    assertThat(unseen.<Integer>getAs("word_count")).isEqualTo(3);
    assertThat(unseen.<Double>getAs("mnlp")).isNull();
    assertThat(Rows.spans(unseen, "spans")).isEmpty();
    assertThat(read.values())
        .allSatisfy(row -> assertThat(row.<Double>getAs("mnlp")).isNotNull().isFinite());
  }

  /** Joiners count for nothing: the same numbers, and spans at the places that the words have. */
  @Test
  void wordsThatTheModelDoesNotSeeChangeNoNumber() {
    List<String> words = List.of("Anna", "lives", "in", "Bern", "don't", "embeddings");
    List<String> apart = new ArrayList<>();
    words.forEach(word -> apart.addAll(List.of("\u200D", word)));

    Map<String, Row> read =
        ScoringFixture.scores(
            model,
            ScoringFixture.corpus(
                    List.of(Sentence.ofWords("plain", words), Sentence.ofWords("apart", apart)))
                .coalesce(1));

    List<Row> rows = List.copyOf(read.values());
    for (OnePassFunction function : ScoringFixture.COLUMNS.functions()) {
      String column = Schemas.column(function.name());
      assertThat(rows.get(1).<Double>getAs(column))
          .isCloseTo(rows.get(0).<Double>getAs(column), within(1e-5));
    }
    List<EntitySpan> plain = Rows.spans(rows.get(0), "spans");
    assertThat(plain).isNotEmpty();
    assertThat(Rows.spans(rows.get(1), "spans"))
        .isEqualTo(
            plain.stream()
                .map(it -> new EntitySpan(2 * it.startWord() + 1, 2 * it.endWord(), it.type()))
                .toList());
  }

  @Test
  void aPartitionThatFailsNamesTheModelsFault(@TempDir Path broken) throws IOException {
    TestCheckpoints.small().withSeed(9).withTags(SCHEME.tags()).write(broken);
    ModelFiles shipped = ScoringFixture.shipped(broken);
    Path weights = broken.resolve(Checkpoint.WEIGHTS);
    Files.write(weights, Arrays.copyOf(Files.readAllBytes(weights), 1_000_000));

    assertThatThrownBy(
            () -> ScoringFixture.scores(shipped, ScoringFixture.corpus(SENTENCES.subList(0, 3))))
        .hasMessageContaining("model.safetensors is cut short: its header promises");
  }
}
