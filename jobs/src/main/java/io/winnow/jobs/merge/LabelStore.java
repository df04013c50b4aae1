package io.winnow.jobs.merge;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.Judgements;
import io.winnow.text.LabelScheme;
import io.winnow.vendor.AcceptedAnnotation;
import io.winnow.vendor.Outbox;
import io.winnow.vendor.SentSentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All answers, settled.
 *
 * @param rows a label each, by sentence id
 * @param answered by round: how many of its sentences have all the answers that were asked for, and
 *     how many were sent; see {@link #answeredKey} and {@link #sentKey}
 */
public record LabelStore(List<LabelRow> rows, SortedMap<String, Long> answered) {

  /**
   * A label and where it comes from.
   *
   * @param annotators whose answers it was settled from, sorted
   * @param batchId the last batch in which somebody answered
   */
  public record LabelRow(
      AdjudicatedLabel label,
      List<String> annotators,
      int round,
      String batchId,
      String adjudicator) {}

  public static String answeredKey(int round) {
    return String.format(Locale.ROOT, "answered/%04d", round);
  }

  public static String sentKey(int round) {
    return String.format(Locale.ROOT, "sent/%04d", round);
  }

  static LabelStore of(
      List<AcceptedAnnotation> accepted, Sent sent, LabelScheme scheme, Adjudicator adjudicator) {
    SortedMap<String, List<AcceptedAnnotation>> bySentence = new TreeMap<>();
    for (AcceptedAnnotation answer : accepted) {
      bySentence
          .computeIfAbsent(answer.annotation().sentenceId(), id -> new ArrayList<>())
          .add(answer);
    }
    Map<String, Integer> wordCounts = new HashMap<>();
    for (Outbox outbox : sent.rounds().values()) {
      outbox.sentences().forEach(s -> wordCounts.put(s.recordId(), s.wordCount()));
    }
    List<AnnotatedSentence> sentences = new ArrayList<>();
    bySentence.forEach(
        (id, answers) ->
            sentences.add(
                new AnnotatedSentence(
                    id,
                    Collections.nCopies(wordCounts.get(id), ""),
                    answers.stream().map(AcceptedAnnotation::annotation).toList())));
    Map<String, Integer> roundOfBatch = sent.roundOfBatch();
    List<LabelRow> rows = new ArrayList<>();
    Judgements judgements = Judgements.of(scheme, sentences);
    Adjudication settled = adjudicator.adjudicate(judgements);
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      AdjudicatedLabel label = settled.label(sentence);
      rows.add(row(label, bySentence.get(label.sentenceId()), roundOfBatch, adjudicator.name()));
    }
    return new LabelStore(List.copyOf(rows), answered(bySentence, sent));
  }

  private static LabelRow row(
      AdjudicatedLabel label,
      List<AcceptedAnnotation> answers,
      Map<String, Integer> roundOfBatch,
      String adjudicator) {
    List<AcceptedAnnotation> used =
        answers.stream()
            .filter(answer -> answer.annotation().status() != AnnotationStatus.SKIPPED)
            .toList();
    List<String> annotators =
        used.stream().map(answer -> answer.annotation().annotatorId()).distinct().sorted().toList();
    String batch =
        used.stream().map(AcceptedAnnotation::batchId).max(String::compareTo).orElseThrow();
    return new LabelRow(label, annotators, roundOfBatch.get(batch), batch, adjudicator);
  }

  private static SortedMap<String, Long> answered(
      Map<String, List<AcceptedAnnotation>> bySentence, Sent sent) {
    SortedMap<String, Long> answered = new TreeMap<>();
    sent.rounds()
        .forEach(
            (round, outbox) -> {
              int asked = outbox.manifest().annotatorsPerSentence();
              long done =
                  outbox.sentences().stream()
                      .map(SentSentence::recordId)
                      .filter(id -> annotators(bySentence.getOrDefault(id, List.of())) >= asked)
                      .count();
              answered.put(answeredKey(round), done);
              answered.put(sentKey(round), (long) outbox.sentences().size());
            });
    return answered;
  }

  private static int annotators(List<AcceptedAnnotation> answers) {
    Set<String> annotators = new HashSet<>();
    answers.stream()
        .map(AcceptedAnnotation::annotation)
        .map(Annotation::annotatorId)
        .forEach(annotators::add);
    return annotators.size();
  }
}
