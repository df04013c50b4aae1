package io.winnow.jobs.merge;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.AnnotatorComparison;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.JudgementsBuilder;
import io.winnow.evaluation.quality.AnswerFacts;
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
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Row;

/**
 * All answers that labels are made from, in memory on the driver: two bytes for each judged word
 * and twelve for each answer; while they come in, some forty more for each answer.
 *
 * @param people what people said
 * @param everyone what people and weak annotators said; the same object where there are none
 * @param facts of what people said
 * @param lastBatches of each sentence id, the last batch that an answer is of
 */
record Gathered(
    Judgements people, Judgements everyone, AnswerFacts facts, Map<String, String> lastBatches) {

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
      Gathering gathering = new Gathering(sent, scheme, weak, comparisons);
      gathering.addAll(answers);
      return gathering.build(batches);
    }
  }

  /** What is known of an answer beside what it says. */
  private record Given(String sentence, String annotator, String batch, int row, float seconds) {}

  private static final class Gathering {

    private final SentWork sent;
    private final WeakAnnotators weak;
    private final AppendedTable comparisons;
    private final JudgementsBuilder people;
    private final JudgementsBuilder everyone;
    private final List<Given> answers = new ArrayList<>();
    private final Map<String, String> lastBatches = new HashMap<>();

    /** Names of annotators and batches, which come again and again, once each. */
    private final Map<String, String> names = new HashMap<>();

    Gathering(SentWork sent, LabelScheme scheme, WeakAnnotators weak, AppendedTable comparisons) {
      this.sent = sent;
      this.weak = weak;
      this.comparisons = comparisons;
      this.people = Judgements.builder(scheme);
      this.everyone = weak.isEmpty() ? people : Judgements.builder(scheme);
    }

    void addAll(Iterator<Row> rows) {
      List<Row> together = new ArrayList<>();
      while (rows.hasNext()) {
        Row next = rows.next();
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
    }

    private static boolean same(Row one, Row other, String column) {
      return one.getAs(column).equals(other.getAs(column));
    }

    private void add(List<Row> rows) {
      String id = rows.get(0).getAs("id");
      List<Annotation> annotations = new ArrayList<>();
      for (Row row : rows) {
        Given given = given(id, row);
        answers.add(given);
        lastBatches.merge(id, given.batch(), BinaryOperator.maxBy(Comparator.naturalOrder()));
        annotations.add(
            new Annotation(id, given.annotator(), AnnotationStatus.DONE, Rows.spans(row, "spans")));
      }
      Sentence sentence = sent.sentence(id);
      AnnotatedSentence annotated = new AnnotatedSentence(id, sentence.wordTexts(), annotations);
      people.add(annotated);
      if (everyone != people) {
        everyone.add(weak.beside(annotated, sentence));
      }
      if (annotations.stream().map(Annotation::spans).distinct().count() > 1) {
        comparisons.add(QualityRows.of(AnnotatorComparison.of(sentence, annotations)));
      }
    }

    private Given given(String id, Row row) {
      Double seconds = row.getAs("seconds");
      return new Given(
          id,
          names.computeIfAbsent(row.getAs("annotator_id"), name -> name),
          names.computeIfAbsent(row.getAs("batch_id"), name -> name),
          Math.toIntExact(row.<Long>getAs("row")),
          seconds == null ? Float.NaN : seconds.floatValue());
    }

    Gathered build(List<String> batches) {
      Judgements judgements = people.build();
      AnswerFacts facts = new AnswerFacts(judgements, batches);
      for (Given answer : answers) {
        facts.add(
            answer.sentence(), answer.annotator(), answer.batch(), answer.row(), answer.seconds());
      }
      return new Gathered(
          judgements,
          everyone == people ? judgements : everyone.build(),
          facts.requireAll(),
          lastBatches);
    }
  }
}
