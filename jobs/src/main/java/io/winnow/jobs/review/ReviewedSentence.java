package io.winnow.jobs.review;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import io.winnow.spark.Rows;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A label, and the prediction of a model that did not train on it.
 *
 * @param rank from 1, the most doubtful first
 * @param given the label's spans
 * @param suggested the model's
 * @param worst the word by which the sentence is ranked
 * @param doubtedWords how many words the model is confident of another tag of
 */
record ReviewedSentence(
    int rank,
    Sentence sentence,
    List<EntitySpan> given,
    List<ConfidentSpan> suggested,
    JudgedWord worst,
    int doubtedWords,
    String reason) {

  /** What a person is told of the worst word. */
  static String reason(
      Sentence sentence, UnseenSentence read, JudgedWord worst, LabelScheme scheme) {
    List<String> tags = scheme.tags();
    String given =
        "'%s' (word %d) is given %s, which has probability %.2f"
            .formatted(
                sentence.words().get(worst.word()).text(),
                worst.word(),
                tags.get(worst.given()),
                read.probability(worst.word(), worst.given()));
    return worst.isDoubted()
        ? "%s; %s has %.2f"
            .formatted(
                given,
                tags.get(worst.confident()),
                read.probability(worst.word(), worst.confident()))
        : given + "; no other is sure";
  }

  /** Of {@link io.winnow.spark.Schemas#REVIEW}. */
  Row row() {
    return RowFactory.create(
        rank,
        sentence.id(),
        sentence.text(),
        Rows.ofWords(sentence.words()),
        Rows.ofSpans(given),
        Rows.ofConfidentSpans(suggested),
        worst.quality(),
        worst.word(),
        doubtedWords,
        reason);
  }

  /** What annotators are to choose between: the label, and what the model would say. */
  private Row[] versions() {
    return Stream.of(given, suggested.stream().map(ConfidentSpan::span).toList())
        .distinct()
        .map(version -> RowFactory.create((Object) Rows.ofSpans(version)))
        .toArray(Row[]::new);
  }

  /** Of {@link io.winnow.spark.Schemas#SELECTION}. */
  Row selected() {
    return RowFactory.create(
        rank,
        sentence.id(),
        sentence.text(),
        Rows.ofWords(sentence.words()),
        worst.quality(),
        Review.REASON,
        Rows.ofConfidentSpans(suggested),
        versions());
  }
}
