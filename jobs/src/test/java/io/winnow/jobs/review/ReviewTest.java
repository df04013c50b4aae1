package io.winnow.jobs.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.display.Columns;
import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import io.winnow.evaluation.LabelQuality;
import io.winnow.jobs.review.Review.ReviewedSentence;
import io.winnow.jobs.train.Example;
import io.winnow.model.Prediction.Predicted;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.testing.LocalSpark;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Three sentences, one of them with a name that somebody overlooked. */
class ReviewTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER"));

  private static final Sentence OVERLOOKED =
      Sentence.ofWords("test", List.of("Anna", "met", "Bob", "."));
  private static final Sentence RIGHT = Sentence.ofWords("test", List.of("Carl", "sang"));
  private static final Sentence UNSURE = Sentence.ofWords("test", List.of("Rose", "sank"));

  private static final List<Sentence> SENTENCES = List.of(RIGHT, OVERLOOKED, UNSURE);
  private static final List<List<EntitySpan>> GIVEN =
      List.of(
          List.of(new EntitySpan(0, 1, "PER")),
          List.of(new EntitySpan(0, 1, "PER")),
          List.of(new EntitySpan(0, 1, "PER")));

  /** O, B, I of each word. */
  private static final List<Predicted> READ =
      List.of(
          seen(List.of(0, 1), .10, .88, .02, .98, .01, .01),
          seen(List.of(0, 1, 2, 3), .10, .88, .02, .98, .01, .01, .05, .93, .02, .97, .02, .01),
          seen(List.of(0, 1), .55, .43, .02, .96, .02, .02));

  private final Review review =
      Review.of(
          rows(SENTENCES), examples(SENTENCES, GIVEN), READ, SCHEME, LabelQuality.SELF_CONFIDENCE);

  /** What a model makes of the words at these places. */
  private static Predicted seen(List<Integer> words, double... probabilities) {
    int[] places = words.stream().mapToInt(Integer::intValue).toArray();
    return new Predicted(places, logs(probabilities), List.of(), new float[0]);
  }

  private static float[] logs(double... probabilities) {
    float[] logs = new float[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(probabilities[i]);
    }
    return logs;
  }

  /** As they come out of a table. */
  private static List<Row> rows(List<Sentence> sentences) {
    List<Row> rows =
        sentences.stream()
            .map(
                sentence ->
                    RowFactory.create(
                        sentence.id(), sentence.text(), Rows.ofWords(sentence.words())))
            .toList();
    StructType schema =
        new StructType()
            .add("id", "string")
            .add("text", "string")
            .add(Schemas.CORPUS.apply("words"));
    return LocalSpark.session().createDataset(rows, Encoders.row(schema)).collectAsList();
  }

  private static List<Example> examples(List<Sentence> sentences, List<List<EntitySpan>> given) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      Sentence sentence = sentences.get(i);
      examples.add(Example.certain(sentence.id(), sentence.wordTexts(), given.get(i)));
    }
    return examples;
  }

  @Test
  void theOverlookedNameComesFirstWithWhatIsMissing() {
    ReviewedSentence first = review.sentences().get(0);
    assertThat(first.rank()).isEqualTo(1);
    assertThat(first.sentence()).isEqualTo(OVERLOOKED);
    assertThat(first.worst().word()).isEqualTo(2);
    assertThat(first.doubtedWords()).isEqualTo(1);
    assertThat(first.given()).isEqualTo(GIVEN.get(1));
    assertThat(first.suggested())
        .extracting(found -> found.span())
        .containsExactly(new EntitySpan(0, 1, "PER"), new EntitySpan(2, 3, "PER"));
    assertThat(first.reason())
        .isEqualTo("'Bob' (word 2) is labelled O (probability 0.05); B-PER has 0.93");
  }

  /** Words that the model does not see are not judged, and others keep their places. */
  @Test
  void aWordThatTheModelDoesNotSeeIsNotJudged() {
    List<Sentence> sentences =
        List.of(
            Sentence.ofWords("test", List.of("\u200d", "Bob", "\u200d", "sang")),
            Sentence.ofWords("test", List.of("\u200d")),
            RIGHT);
    List<List<EntitySpan>> given =
        List.of(
            List.of(new EntitySpan(0, 1, "PER")),
            List.of(new EntitySpan(0, 1, "PER")),
            List.of(new EntitySpan(0, 1, "PER")));
    List<Predicted> read =
        List.of(seen(List.of(1, 3), .02, .97, .01, .02, .01, .97), seen(List.of()), READ.get(0));

    Review some =
        Review.of(
            rows(sentences),
            examples(sentences, given),
            read,
            SCHEME,
            LabelQuality.SELF_CONFIDENCE);

    assertThat(some.sentences()).extracting(ReviewedSentence::sentence).hasSize(2);
    ReviewedSentence first = some.sentences().get(0);
    assertThat(first.worst().word()).isEqualTo(1);
    assertThat(first.reason()).startsWith("'Bob' (word 1) is labelled O (probability 0.02)");
    assertThat(first.suggested())
        .extracting(found -> found.span())
        .containsExactly(new EntitySpan(1, 4, "PER"));
  }

  @Test
  void anUnsureReadingIsNoDoubt() {
    ReviewedSentence second = review.sentences().get(1);
    assertThat(second.sentence()).isEqualTo(UNSURE);
    assertThat(second.doubtedWords()).isZero();
    assertThat(second.reason())
        .isEqualTo("'Rose' (word 0) is labelled B-PER (probability 0.43); no other tag is certain");
    assertThat(review.doubted(10)).hasSize(1);
    assertThat(review.doubted(0)).isEmpty();
  }

  @Test
  void aPersonSeesTheGivenSpansAroundTheWorstWord() {
    assertThat(review.sentences().get(0).lines())
        .containsExactly(
            "    1. 'Bob' (word 2) is labelled O (probability 0.05); B-PER has 0.93",
            "       [Anna]PER met Bob .");
  }

  @Test
  void aLongSentenceIsCutAroundTheWorstWord() {
    String excerpt = doubted("word", "Bob", "no reason").lines().get(1);
    assertThat(excerpt).hasSizeLessThanOrEqualTo(80).contains("word Bob word");
    assertThat(excerpt.strip()).startsWith("... ").endsWith(" ...");
  }

  @Test
  void wideAndOddWordsFitTheScreenToo() {
    List<String> lines = doubted("東京", "Bob\u001b[2J", "reason ".repeat(20) + "\u202e!").lines();
    assertThat(lines.get(1)).contains("東京 Bob\u241b[2J 東京");
    assertThat(lines.get(0)).endsWith("reason \ufffd!");
    assertThat(lines.stream().flatMap(String::lines))
        .hasSize(3)
        .allMatch(line -> Columns.of(line) <= 80 && Columns.of(line) > 40);
  }

  /** The one word in the middle of 200 others. */
  private static ReviewedSentence doubted(String others, String word, String reason) {
    List<String> words = new ArrayList<>(Collections.nCopies(200, others));
    words.set(120, word);
    return new ReviewedSentence(
        1,
        Sentence.ofWords("test", words),
        List.of(),
        List.of(),
        new JudgedWord(0, 120, 0, 1, .05),
        1,
        reason);
  }
}
