package io.winnow.jobs.review;

import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.display.Columns;
import io.winnow.display.Printable;
import io.winnow.evaluation.ConfidentLearning;
import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import io.winnow.evaluation.LabelQuality;
import io.winnow.jobs.train.Example;
import io.winnow.model.Prediction.Predicted;
import io.winnow.spark.Rows;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * All labels, ranked.
 *
 * @param sentences the most doubtful first
 * @param errorShare the estimated share of words with a wrong tag
 */
record Review(List<ReviewedSentence> sentences, double errorShare) {

  /** Why a sentence is in a selection that was made from a review. */
  static final String REASON = "review";

  /**
   * @param rows of {@link io.winnow.spark.Schemas#LABELS}, all with words
   * @param examples the same
   * @param read what models that did not train on them predict
   */
  static Review of(
      List<Row> rows,
      List<Example> examples,
      List<Predicted> read,
      LabelScheme scheme,
      LabelQuality quality) {
    List<UnseenSentence> unseen = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      int[] given = scheme.tagIds(example.words().size(), example.spans());
      int[] words = read.get(i).words();
      int[] ofSeen = Arrays.stream(words).map(word -> given[word]).toArray();
      float[] posteriors = posteriors(rows.get(i), example, words);
      unseen.add(new UnseenSentence(ofSeen, read.get(i).logProbabilities(), posteriors));
    }
    ConfidentLearning learnt = ConfidentLearning.of(unseen, scheme.tagCount());
    int[] doubted = new int[examples.size()];
    learnt.doubtedWords(quality).forEach(word -> doubted[word.sentence()]++);
    IobDecoder decoder = new IobDecoder(scheme);
    List<ReviewedSentence> ranked = new ArrayList<>();
    for (JudgedWord worst : learnt.worstWords(quality)) {
      int place = worst.sentence();
      var sentence = Rows.sentence(rows.get(place));
      WordDistributions seen = read.get(place).distributions().orElseThrow();
      List<ConfidentSpan> suggested = decoder.spans(seen);
      JudgedWord inSentence = worst.at(seen.place(worst.word()));
      ranked.add(
          new ReviewedSentence(
              ranked.size() + 1,
              sentence,
              examples.get(place).spans(),
              suggested,
              inSentence,
              doubted[place],
              ReviewedSentence.reason(
                  sentence.words().get(inSentence.word()).text(),
                  inSentence,
                  tag -> quality.probability(unseen.get(place), worst.word(), tag, learnt),
                  scheme)));
    }
    return new Review(List.copyOf(ranked), learnt.errorShare());
  }

  /** Those of some words; none of what one person alone said, or decided. */
  private static float[] posteriors(Row row, Example example, int[] words) {
    float[] posteriors = example.posteriors();
    if (posteriors.length == 0 || row.getList(row.fieldIndex("annotators")).size() < 2) {
      return new float[0];
    }
    int tags = posteriors.length / example.words().size();
    float[] some = new float[words.length * tags];
    for (int i = 0; i < words.length; i++) {
      System.arraycopy(posteriors, words[i] * tags, some, i * tags, tags);
    }
    return some;
  }

  /** Those with a word of which another tag rather is right, at most so many. */
  List<ReviewedSentence> doubted(long most) {
    return sentences.stream().filter(sentence -> sentence.doubtedWords() > 0).limit(most).toList();
  }

  /**
   * A label, and the prediction of a model that did not train on it.
   *
   * @param rank from 1, the most doubtful first
   * @param given the label's spans
   * @param suggested the model's
   * @param worst the word by which the sentence is ranked
   * @param doubtedWords of how many words another tag rather is right
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

    /**
     * What a person is told of the worst word.
     *
     * @param probability of a tag there
     */
    static String reason(
        String text, JudgedWord worst, IntToDoubleFunction probability, LabelScheme scheme) {
      List<String> tags = scheme.tags();
      String given =
          "'%s' (word %d) is labelled %s (probability %.2f)"
              .formatted(
                  text,
                  worst.word(),
                  tags.get(worst.given()),
                  probability.applyAsDouble(worst.given()));
      return worst.isDoubted()
          ? "%s; %s has %.2f"
              .formatted(
                  given, tags.get(worst.confident()), probability.applyAsDouble(worst.confident()))
          : given + "; no other tag is certain";
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
          REASON,
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
}
