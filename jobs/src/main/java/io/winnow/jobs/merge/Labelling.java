package io.winnow.jobs.merge;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.jobs.Intake;
import io.winnow.jobs.Run;
import io.winnow.jobs.labels.Decisions;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes labels, and disputes where neither annotators nor a person are sure: each row as it is
 * published, with a text that the driver has in memory, so that no row is written to be joined.
 * Then it tells the labels again, at two bytes a word in place of another adjudication; their
 * spans' confidences and their posteriors are not kept.
 */
final class Labelling implements Adjudication {

  private final MergeSettings settings;
  private final Decisions decisions;
  private final SentWork sent;
  private final Gathered gathered;
  private final Judgements judgements;
  private final Adjudicator adjudicator;
  private final Adjudication adjudication;
  private final AppendedTable labels;
  private final AppendedTable disputes;
  private final double[] confidences;
  private final short[] tags;
  private long words;
  private long forPerson;
  private long withheld;

  /**
   * @param adjudicator settles everyone's judgements
   */
  Labelling(
      Run run,
      MergeSettings settings,
      Decisions decisions,
      SentWork sent,
      Gathered gathered,
      Adjudicator adjudicator) {
    this.settings = settings;
    this.decisions = decisions;
    this.sent = sent;
    this.gathered = gathered;
    this.judgements = gathered.people();
    this.adjudicator = adjudicator;
    this.adjudication = adjudicator.adjudicate(gathered.everyone());
    this.labels = new AppendedTable(run, LabelStore.LABELS, Schemas.LABELS);
    this.disputes = new AppendedTable(run, LabelStore.DISPUTES, Schemas.DISPUTES);
    this.confidences = new double[judgements.sentences()];
    this.tags = new short[judgements.words()];
  }

  /** Writes labels and disputes, the least sure dispute first. */
  void write() {
    Set<String> unanswered = new TreeSet<>(decisions.settled().keySet());
    List<Integer> disputed = new ArrayList<>();
    try (labels;
        disputes) {
      for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
        AdjudicatedLabel label = adjudication.label(sentence);
        keep(sentence, label);
        if (unanswered.remove(label.sentenceId())) {
          decided(label.sentenceId());
        } else if (label.confidence() >= settings.minConfidence()) {
          label(label, annotators(sentence), adjudicator.name());
        } else {
          disputed.add(sentence);
        }
      }
      unanswered.stream().filter(sent::contains).forEach(this::decided);
      disputed.sort(Comparator.comparingDouble(sentence -> confidences[sentence]));
      disputed.forEach(sentence -> dispute(sentence, adjudication.label(sentence)));
    }
  }

  /** Which adjudicator was taken, and why; empty where the settings name it. */
  Optional<String> choice() {
    return adjudicator.name().equals(settings.adjudicator())
        ? Optional.empty()
        : Optional.of(
            "Settled by %s: %s, %.1f answers a sentence (merge.adjudicator = %s)"
                .formatted(
                    adjudicator.name(),
                    Intake.counted(judgements.annotators(), "annotator", "annotators"),
                    judgements.answersPerSentence(),
                    settings.adjudicator()));
  }

  private void keep(int sentence, AdjudicatedLabel label) {
    confidences[sentence] = label.confidence();
    List<EntitySpan> spans = label.spans().stream().map(ConfidentSpan::span).toList();
    int word = judgements.firstWord(sentence);
    for (int tag : judgements.scheme().tagIds(judgements.wordCount(sentence), spans)) {
      tags[word++] = (short) tag;
    }
  }

  private void decided(String id) {
    Decisions.Settlement decided = decisions.settled().get(id);
    label(
        new AdjudicatedLabel(id, decided.certain(), 1, null),
        new String[] {decided.by()},
        LabelStore.PERSON);
  }

  /** A label without an answer, as a person gave it, is of no batch. */
  private void label(AdjudicatedLabel label, String[] annotators, String adjudicator) {
    Sentence sentence = sent.sentence(label.sentenceId());
    String batch = gathered.lastBatches().getOrDefault(label.sentenceId(), "");
    words += sentence.words().size();
    labels.add(
        label.sentenceId(),
        sentence.text(),
        Rows.ofWords(sentence.words()),
        Rows.ofConfidentSpans(label.spans()),
        label.confidence(),
        label.posteriors(),
        annotators,
        batch.isEmpty() ? 0 : sent.round(batch),
        batch,
        adjudicator);
  }

  private IntStream annotations(int sentence) {
    return IntStream.range(
        judgements.firstAnnotation(sentence), judgements.firstAnnotation(sentence + 1));
  }

  /** In the order in which Spark sorts strings. */
  private String[] annotators(int sentence) {
    return annotations(sentence)
        .mapToObj(annotation -> judgements.annotatorId(judgements.annotator(annotation)))
        .sorted(Comparator.comparing(UTF8String::fromString))
        .toArray(String[]::new);
  }

  private void dispute(int sentence, AdjudicatedLabel label) {
    Sentence text = sent.sentence(label.sentenceId());
    int timesSent = sent.timesSent(label.sentenceId());
    String state = state(label.sentenceId(), timesSent);
    forPerson += state.equals(LabelStore.AGAIN) ? 0 : 1;
    withheld += state.equals(LabelStore.WITHHELD) ? 1 : 0;
    disputes.add(
        label.sentenceId(),
        text.text(),
        Rows.ofWords(text.words()),
        versions(sentence),
        Rows.ofConfidentSpans(label.spans()),
        label.confidence(),
        timesSent,
        state);
  }

  private String state(String id, int timesSent) {
    if (timesSent > settings.sendAgain()) {
      return LabelStore.PERSON;
    }
    return sent.isWithheld(id) ? LabelStore.WITHHELD : LabelStore.AGAIN;
  }

  /** What was said of a sentence, what more annotators said first, then in reading order. */
  private Object[] versions(int sentence) {
    Map<List<EntitySpan>, Integer> versions =
        new TreeMap<>(
            Comparator.comparing(spans -> spans.toArray(EntitySpan[]::new), Arrays::compare));
    annotations(sentence)
        .forEach(it -> versions.merge(judgements.spans(sentence, it), 1, Integer::sum));
    return versions.entrySet().stream()
        .sorted(Map.Entry.<List<EntitySpan>, Integer>comparingByValue().reversed())
        .map(version -> RowFactory.create((Object) Rows.ofSpans(version.getKey())))
        .toArray();
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
        forPerson,
        "disputes-withheld",
        withheld);
  }

  /** As it was written, disputed or not. */
  @Override
  public AdjudicatedLabel label(int sentence) {
    int from = judgements.firstWord(sentence);
    int[] ids = new int[judgements.wordCount(sentence)];
    Arrays.setAll(ids, word -> tags[from + word]);
    return new AdjudicatedLabel(
        judgements.sentenceId(sentence),
        judgements.scheme().spans(ids).stream().map(span -> new ConfidentSpan(span, 1)).toList(),
        confidences[sentence],
        new float[0]);
  }

  @Override
  public double[][] confusion(int annotator) {
    return adjudication.confusion(annotator);
  }
}
