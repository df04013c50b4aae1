package io.winnow.jobs.merge;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.AnnotatorComparison;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.JudgementsBuilder;
import io.winnow.evaluation.quality.AnswerFacts;
import io.winnow.evaluation.quality.SuggestedAnswers;
import io.winnow.evaluation.quality.TimedAnswers;
import io.winnow.jobs.Run;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.spark.QualityRows;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
 * @param times how long people took
 */
record Gathered(
    Judgements people,
    Judgements everyone,
    AnswerFacts facts,
    Map<String, String> lastBatches,
    TimedAnswers times) {

  /**
   * Reads the answers once; also writes the sentences on which annotators differ, while they pass.
   *
   * @param answers see {@link PublishedAnnotations#bySentence}
   */
  static Gathered of(
      Iterator<Row> answers, SentWork sent, LabelScheme scheme, WeakAnnotators weak, Run run) {
    JudgementsBuilder people = Judgements.builder(scheme);
    JudgementsBuilder everyone = weak.isEmpty() ? people : Judgements.builder(scheme);
    try (AppendedTable comparisons =
        new AppendedTable(run, LabelStore.COMPARISON, Schemas.COMPARISON)) {
      Gathering gathering =
          new Gathering(
              sent,
              weak,
              comparisons,
              people,
              everyone,
              new ArrayList<>(),
              new HashMap<>(),
              new SuggestedAnswers(),
              new TimedAnswers());
      gathering.addAll(answers);
      Judgements judgements = people.build();
      AnswerFacts facts = new AnswerFacts(judgements, sent.batches(), gathering.suggested);
      gathering.answers.forEach(it -> it.addTo(facts));
      return new Gathered(
          judgements,
          weak.isEmpty() ? judgements : everyone.build(),
          facts.requireAll(),
          gathering.lastBatches,
          gathering.times);
    }
  }

  /** What is known of an answer beside what it says. */
  private record Given(String sentence, String annotator, String batch, int row, float seconds) {

    void addTo(AnswerFacts facts) {
      facts.add(sentence, annotator, batch, row, seconds);
    }
  }

  private record Gathering(
      SentWork sent,
      WeakAnnotators weak,
      AppendedTable comparisons,
      JudgementsBuilder people,
      JudgementsBuilder everyone,
      List<Given> answers,
      Map<String, String> lastBatches,
      SuggestedAnswers suggested,
      TimedAnswers times) {

    void addAll(Iterator<Row> rows) {
      String id = "";
      // Who labels a sentence again when it goes out again has changed their mind.
      Map<String, Row> latest = new LinkedHashMap<>();
      while (rows.hasNext()) {
        Row row = rows.next();
        if (!row.getAs("id").equals(id)) {
          add(id, latest.values());
          latest.clear();
          id = row.getAs("id");
        }
        latest.put(row.getAs("annotator_id"), row);
      }
      add(id, latest.values());
    }

    private void add(String id, Collection<Row> rows) {
      if (rows.isEmpty()) {
        return;
      }
      Sentence sentence = sent.sentence(id);
      List<Annotation> annotations = new ArrayList<>();
      for (Row row : rows) {
        Given given = given(id, row);
        answers.add(given);
        lastBatches.merge(id, given.batch(), BinaryOperator.maxBy(Comparator.naturalOrder()));
        List<EntitySpan> said = Rows.spans(row, "spans");
        List<EntitySpan> suggestions = sent.suggestions(id, given.batch());
        suggested.add(given.annotator(), suggestions, said);
        int words = sentence.words().size();
        times.add(id, given.annotator(), words, suggestions.size(), row.getAs("seconds"));
        annotations.add(new Annotation(id, given.annotator(), AnnotationStatus.DONE, said));
      }
      AnnotatedSentence annotated = new AnnotatedSentence(id, sentence.wordTexts(), annotations);
      people.add(annotated);
      if (!weak.isEmpty()) {
        everyone.add(weak.beside(annotated, sentence));
      }
      if (annotations.stream().map(Annotation::spans).distinct().count() > 1) {
        comparisons.add(QualityRows.of(AnnotatorComparison.of(sentence, annotations)));
      }
    }

    private Given given(String id, Row row) {
      Double seconds = row.getAs("seconds");
      // Names of annotators and batches come again and again: once each.
      return new Given(
          id,
          row.<String>getAs("annotator_id").intern(),
          row.<String>getAs("batch_id").intern(),
          Math.toIntExact(row.<Long>getAs("row")),
          seconds == null ? Float.NaN : seconds.floatValue());
    }
  }
}
