package io.winnow.jobs.merge;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.AnnotatorComparison;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.JudgementsBuilder;
import io.winnow.evaluation.quality.AnswerFacts;
import io.winnow.evaluation.quality.AnswerFactsBuilder;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.spark.QualityRows;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * All answers that labels are made from, in memory: two bytes for each judged word and some twenty
 * for each answer.
 *
 * @param people what people said
 * @param everyone the same with what weak annotators say; the same object where there are none
 * @param facts of people's judgements
 * @param batches of each sentence of the judgements, the last that an answer is of
 */
record Gathered(Judgements people, Judgements everyone, AnswerFacts facts, List<String> batches) {

  /**
   * Reads the answers once; also writes the sentences on which annotators differ, while they pass.
   *
   * @param answers see {@link PublishedAnnotations#bySentence}
   * @param batches ids in the order in which they were sent
   */
  static Gathered of(
      Iterator<Row> answers,
      SentWork sent,
      LabelScheme scheme,
      WeakAnnotators weak,
      List<String> batches,
      MergeTables tables) {
    try (AppendedTable comparisons = tables.append(LabelStore.COMPARISON, Schemas.COMPARISON)) {
      return new Gathering(sent, scheme, weak, comparisons).addAll(answers).build(batches);
    }
  }

  private static final class Gathering {

    private final SentWork sent;
    private final WeakAnnotators weak;
    private final AppendedTable comparisons;
    private final JudgementsBuilder people;
    private final JudgementsBuilder everyone;

    /** By sentence, in the order in which they come. */
    private final List<String> sentences = new ArrayList<>();

    private final List<String> lastBatches = new ArrayList<>();

    /** By answer, in the order in which they come. */
    private final List<String> annotators = new ArrayList<>();

    private final List<String> batches = new ArrayList<>();
    private final IntStream.Builder sentence = IntStream.builder();
    private final IntStream.Builder row = IntStream.builder();
    private final DoubleStream.Builder seconds = DoubleStream.builder();

    /** Names that come again and again, once each. */
    private final Map<String, String> names = new HashMap<>();

    /**
     * @param comparisons gets a row for each sentence on which annotators differ
     */
    Gathering(SentWork sent, LabelScheme scheme, WeakAnnotators weak, AppendedTable comparisons) {
      this.sent = sent;
      this.weak = weak;
      this.comparisons = comparisons;
      this.people = Judgements.builder(scheme);
      this.everyone = weak.isEmpty() ? people : Judgements.builder(scheme);
    }

    /**
     * @param answers see {@link PublishedAnnotations#bySentence}
     */
    Gathering addAll(Iterator<Row> answers) {
      List<Row> together = new ArrayList<>();
      while (answers.hasNext()) {
        Row next = answers.next();
        if (!together.isEmpty()) {
          Row last = together.get(together.size() - 1);
          if (!same(last, next, "id")) {
            add(together);
            together.clear();
          } else if (same(last, next, "annotator_id")) {
            // Who labels a sentence again when it goes out again has changed their mind.
            together.remove(together.size() - 1);
          }
        }
        together.add(next);
      }
      if (!together.isEmpty()) {
        add(together);
      }
      return this;
    }

    private static boolean same(Row one, Row other, String column) {
      return one.getAs(column).equals(other.getAs(column));
    }

    private void add(List<Row> answers) {
      String id = answers.get(0).getAs("id");
      Sentence text = sent.sentence(id);
      List<Annotation> annotations = new ArrayList<>();
      String lastBatch = "";
      for (Row answer : answers) {
        String annotator = name(answer.getAs("annotator_id"));
        String batch = name(answer.getAs("batch_id"));
        annotations.add(
            new Annotation(id, annotator, AnnotationStatus.DONE, Rows.spans(answer, "spans")));
        annotators.add(annotator);
        batches.add(batch);
        sentence.add(sentences.size());
        row.add(Math.toIntExact(answer.<Long>getAs("row")));
        Double spent = answer.getAs("seconds");
        seconds.add(spent == null ? Double.NaN : spent);
        lastBatch = batch.compareTo(lastBatch) > 0 ? batch : lastBatch;
      }
      sentences.add(id);
      lastBatches.add(lastBatch);
      AnnotatedSentence annotated = new AnnotatedSentence(id, text.wordTexts(), annotations);
      people.add(annotated);
      if (everyone != people) {
        everyone.add(weak.beside(annotated, text));
      }
      compare(text, annotations);
    }

    private void compare(Sentence text, List<Annotation> annotations) {
      if (annotations.stream().map(Annotation::spans).distinct().count() > 1) {
        AnnotatorComparison comparison = AnnotatorComparison.of(text, annotations);
        if (comparison.differs()) {
          comparisons.add(QualityRows.of(comparison));
        }
      }
    }

    private String name(String name) {
      String known = names.putIfAbsent(name, name);
      return known == null ? name : known;
    }

    /**
     * @param sentBatches ids in the order in which they were sent
     */
    Gathered build(List<String> sentBatches) {
      Judgements judgements = people.build();
      AnswerFactsBuilder facts = AnswerFacts.builder(judgements, sentBatches);
      int[] sentenceOf = sentence.build().toArray();
      int[] rows = row.build().toArray();
      double[] spent = seconds.build().toArray();
      for (int answer = 0; answer < rows.length; answer++) {
        facts.add(
            sentences.get(sentenceOf[answer]),
            annotators.get(answer),
            batches.get(answer),
            rows[answer],
            spent[answer]);
      }
      // Judgements have sentences in the order of their ids.
      List<String> inOrder =
          IntStream.range(0, sentences.size())
              .boxed()
              .sorted(Comparator.comparing(sentences::get))
              .map(lastBatches::get)
              .toList();
      return new Gathered(
          judgements, everyone == people ? judgements : everyone.build(), facts.build(), inOrder);
    }
  }
}
