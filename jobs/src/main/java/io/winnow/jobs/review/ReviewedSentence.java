package io.winnow.jobs.review;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.display.Columns;
import io.winnow.display.Printable;
import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import io.winnow.spark.Rows;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  private static final int COLUMNS = 80;
  private static final String INDENT = "       ";
  private static final String CUT = "...";

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

  /** The reason, and a line of the words around the worst, with the given spans marked. */
  List<String> lines() {
    String line = Columns.wrapped("%5d. ".formatted(rank), Printable.inLine(reason));
    return List.of(line.stripTrailing(), INDENT + excerpt());
  }

  /** As many words around the worst one as there is room for, within 80 columns. */
  private String excerpt() {
    int last = sentence.words().size();
    int from = worst.word();
    int to = from + 1;
    int room = COLUMNS - INDENT.length() - 2 * (CUT.length() + 1) - Columns.of(marked(from));
    boolean before = true;
    boolean after = true;
    while (before || after) {
      before = from > 0 && 1 + Columns.of(marked(from - 1)) <= room;
      room -= before ? 1 + Columns.of(marked(--from)) : 0;
      after = to < last && 1 + Columns.of(marked(to)) <= room;
      room -= after ? 1 + Columns.of(marked(to++)) : 0;
    }
    return IntStream.range(from, to)
        .mapToObj(this::marked)
        .collect(Collectors.joining(" ", from > 0 ? CUT + " " : "", to < last ? " " + CUT : ""));
  }

  /** The word with a bracket where a given span begins or ends, and the span's type. */
  private String marked(int word) {
    String text = sentence.words().get(word).text();
    for (EntitySpan span : given) {
      text = span.startWord() == word ? "[" + text : text;
      text = span.endWord() == word + 1 ? text + "]" + span.type() : text;
    }
    return Printable.inLine(text);
  }
}
