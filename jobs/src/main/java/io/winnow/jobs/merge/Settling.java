package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.col;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.JudgementsBuilder;
import io.winnow.annotation.SeenByPeople;
import io.winnow.evaluation.quality.AnnotatorReport;
import io.winnow.evaluation.quality.RuleReports;
import io.winnow.jobs.AppendedTable;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * All answers settled together.
 *
 * @param judgements what people said
 * @param adjudication what came of it; weak annotators were heard as well
 * @param weak reports on these
 */
record Settling(Judgements judgements, Adjudication adjudication, List<AnnotatorReport> weak) {

  /** What a settled sentence is written as, before it gets its text and lineage. */
  static final StructType SETTLED =
      new StructType()
          .add("id", "string", false)
          .add("spans", Schemas.LABELS.apply("spans").dataType(), false)
          .add("confidence", "double", false)
          .add("posteriors", Schemas.LABELS.apply("posteriors").dataType(), true)
          .add("versions", Schemas.DISPUTES.apply("versions").dataType(), false);

  /**
   * @param sentences see {@link Answers#bySentence}; they are read one by one
   */
  static Settling of(
      Dataset<Row> sentences, LabelScheme scheme, Adjudicator adjudicator, WeakAnnotators weak) {
    JudgementsBuilder people = Judgements.builder(scheme);
    JudgementsBuilder everyone = Judgements.builder(scheme);
    Iterator<Row> rows =
        answered(sentences).select("id", "text", "words", "answers").toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      AnnotatedSentence sentence = sentence(row);
      people.add(sentence);
      if (!weak.isEmpty()) {
        everyone.add(weak.beside(sentence, Rows.sentence(row)));
      }
    }
    Judgements judgements = people.build();
    if (weak.isEmpty()) {
      return new Settling(judgements, adjudicator.adjudicate(judgements), List.of());
    }
    Judgements all = everyone.build();
    Adjudication adjudication = adjudicator.adjudicate(all);
    return new Settling(
        judgements,
        new SeenByPeople(judgements, all, adjudication),
        RuleReports.of(all, adjudication, weak.names()));
  }

  /** Those that somebody labelled. */
  static Dataset<Row> answered(Dataset<Row> sentences) {
    return sentences.where(col("answers").isNotNull());
  }

  private static AnnotatedSentence sentence(Row row) {
    String id = row.getAs("id");
    List<Annotation> annotations = new ArrayList<>();
    for (Row answer : row.<Row>getList(row.fieldIndex("answers"))) {
      annotations.add(annotation(id, answer));
    }
    return new AnnotatedSentence(
        id, Rows.words(row).stream().map(Word::text).toList(), annotations);
  }

  /** One of the answers that {@link Answers#bySentence} gathers. */
  static Annotation annotation(String sentence, Row answer) {
    return new Annotation(
        sentence, answer.getAs("annotator_id"), AnnotationStatus.DONE, Rows.spans(answer, "spans"));
  }

  /**
   * Writes a row of {@link #SETTLED} for each sentence; versions only where a dispute needs them.
   *
   * @param minConfidence below it a label is disputed
   */
  void writeTo(AppendedTable table, double minConfidence) {
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      AdjudicatedLabel label = adjudication.label(sentence);
      table.add(
          RowFactory.create(
              label.sentenceId(),
              Rows.ofConfidentSpans(label.spans()),
              label.confidence(),
              label.posteriors(),
              label.confidence() < minConfidence ? versions(sentence) : new Row[0]));
    }
  }

  /** What was said of a sentence, what more annotators said first. */
  private Row[] versions(int sentence) {
    Map<List<EntitySpan>, Integer> versions = new TreeMap<>(Settling::inReadingOrder);
    for (int annotation = judgements.firstAnnotation(sentence);
        annotation < judgements.firstAnnotation(sentence + 1);
        annotation++) {
      versions.merge(judgements.spans(sentence, annotation), 1, Integer::sum);
    }
    return versions.entrySet().stream()
        .sorted(Map.Entry.<List<EntitySpan>, Integer>comparingByValue().reversed())
        .map(version -> RowFactory.create((Object) Rows.ofSpans(version.getKey())))
        .toArray(Row[]::new);
  }

  private static int inReadingOrder(List<EntitySpan> one, List<EntitySpan> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return one.size() - other.size();
  }
}
