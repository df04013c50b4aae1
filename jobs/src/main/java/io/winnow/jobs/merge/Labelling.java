package io.winnow.jobs.merge;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.jobs.labels.Decisions;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes labels, and disputes where neither annotators nor a person are sure: each row as it is
 * published, with a text that the driver has in memory, so that no row is written to be joined.
 */
final class Labelling {

  private final MergeSettings settings;
  private final Decisions decisions;
  private final SentWork sent;
  private final Gathered gathered;
  private final Judgements judgements;
  private final Adjudication adjudication;
  private final Settled settled;
  private final AppendedTable labels;
  private final AppendedTable disputes;
  private long words;
  private long forPerson;

  /**
   * @param adjudication of everyone's judgements
   */
  Labelling(
      MergeTables tables,
      MergeSettings settings,
      Decisions decisions,
      SentWork sent,
      Gathered gathered,
      Adjudication adjudication) {
    this.settings = settings;
    this.decisions = decisions;
    this.sent = sent;
    this.gathered = gathered;
    this.judgements = gathered.people();
    this.adjudication = adjudication;
    this.settled = new Settled(judgements, adjudication);
    this.labels = tables.append(LabelStore.LABELS, Schemas.LABELS);
    this.disputes = tables.append(LabelStore.DISPUTES, Schemas.DISPUTES);
  }

  /**
   * Writes labels and disputes, the least sure dispute first.
   *
   * @return what the labels are, disputed ones too
   */
  Settled write() {
    Set<String> unanswered = new TreeSet<>(decisions.settled().keySet());
    IntStream.Builder disputed = IntStream.builder();
    try (labels;
        disputes) {
      for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
        AdjudicatedLabel label = adjudication.label(sentence);
        settled.put(sentence, label);
        if (unanswered.remove(label.sentenceId())) {
          decided(label.sentenceId());
        } else if (label.confidence() >= settings.minConfidence()) {
          settled(sentence, label);
        } else {
          disputed.add(sentence);
        }
      }
      unanswered.stream().filter(sent::contains).forEach(this::decided);
      disputed
          .build()
          .boxed()
          .sorted(Comparator.comparingDouble(settled::confidence))
          .forEach(sentence -> dispute(sentence, adjudication.label(sentence)));
    }
    return settled;
  }

  private void settled(int sentence, AdjudicatedLabel label) {
    label(
        label.sentenceId(),
        label.spans(),
        label.confidence(),
        label.posteriors(),
        annotators(sentence),
        settings.adjudicator());
  }

  private void decided(String id) {
    Decisions.Settlement decided = decisions.settled().get(id);
    String[] by = {decided.by()};
    label(id, decided.certain(), 1, null, by, LabelStore.PERSON);
  }

  /** A label without an answer, as a person gave it, is of no batch. */
  private void label(
      String id,
      List<ConfidentSpan> spans,
      double confidence,
      float[] posteriors,
      String[] annotators,
      String adjudicator) {
    Sentence sentence = sent.sentence(id);
    String batch = gathered.lastBatches().getOrDefault(id, "");
    words += sentence.words().size();
    labels.add(
        id,
        sentence.text(),
        Rows.ofWords(sentence.words()),
        Rows.ofConfidentSpans(spans),
        confidence,
        posteriors,
        annotators,
        batch.isEmpty() ? 0 : sent.round(batch),
        batch,
        adjudicator);
  }

  /** In the order in which Spark sorts strings. */
  private String[] annotators(int sentence) {
    return IntStream.range(
            judgements.firstAnnotation(sentence), judgements.firstAnnotation(sentence + 1))
        .mapToObj(annotation -> judgements.annotatorId(judgements.annotator(annotation)))
        .sorted(Comparator.comparing(UTF8String::fromString))
        .toArray(String[]::new);
  }

  private void dispute(int sentence, AdjudicatedLabel label) {
    Sentence text = sent.sentence(label.sentenceId());
    int timesSent = sent.timesSent(label.sentenceId());
    boolean mayGoAgain = timesSent <= settings.sendAgain();
    forPerson += mayGoAgain ? 0 : 1;
    disputes.add(
        label.sentenceId(),
        text.text(),
        Rows.ofWords(text.words()),
        versions(sentence),
        Rows.ofConfidentSpans(label.spans()),
        label.confidence(),
        timesSent,
        mayGoAgain ? LabelStore.AGAIN : LabelStore.PERSON);
  }

  /** What was said of a sentence, what more annotators said first. */
  private Object[] versions(int sentence) {
    Map<List<EntitySpan>, Integer> versions = new TreeMap<>(Labelling::inReadingOrder);
    for (int annotation = judgements.firstAnnotation(sentence);
        annotation < judgements.firstAnnotation(sentence + 1);
        annotation++) {
      versions.merge(judgements.spans(sentence, annotation), 1, Integer::sum);
    }
    return versions.entrySet().stream()
        .sorted(Map.Entry.<List<EntitySpan>, Integer>comparingByValue().reversed())
        .map(version -> RowFactory.create((Object) Rows.ofSpans(version.getKey())))
        .toArray();
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

  Gathered gathered() {
    return gathered;
  }

  /** By the names under which they are published, once labels and disputes are written. */
  Map<String, Long> counts() {
    return Map.of(
        "labels",
        labels.rows(),
        "words",
        words,
        "disputes",
        disputes.rows(),
        "disputes-for-person",
        forPerson);
  }
}
