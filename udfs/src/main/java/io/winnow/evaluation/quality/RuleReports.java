package io.winnow.evaluation.quality;

import io.winnow.annotation.Adjudication;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.evaluation.SpanF1;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reports on annotators that are rules, such as dictionaries, not people: what they marked, how
 * right it was, how they err. Nothing in them is reason for a suspicion: rules are known to miss
 * most entities, and don't get tired or cheat.
 */
public final class RuleReports {

  private RuleReports() {}

  /**
   * @param all judgements of people and rules
   * @param adjudication of all of them
   * @param rules the annotators to report on; those who judged nothing are left out
   * @return by name
   */
  public static List<AnnotatorReport> of(
      Judgements all, Adjudication adjudication, Set<String> rules) {
    TreeMap<String, Tally> tallies = new TreeMap<>();
    for (int sentence = 0; sentence < all.sentences(); sentence++) {
      List<EntitySpan> settled =
          adjudication.label(sentence).spans().stream().map(ConfidentSpan::span).toList();
      int to = all.firstAnnotation(sentence + 1);
      for (int a = all.firstAnnotation(sentence); a < to; a++) {
        String name = all.annotatorId(all.annotator(a));
        if (rules.contains(name)) {
          int annotator = all.annotator(a);
          tallies
              .computeIfAbsent(name, rule -> new Tally(annotator))
              .add(all.wordCount(sentence), settled, all.spans(sentence, a));
        }
      }
    }
    List<AnnotatorReport> reports = new ArrayList<>();
    tallies.forEach((name, tally) -> reports.add(tally.report(name, adjudication)));
    return reports;
  }

  private static final class Tally {
    private final int annotator;
    private long sentences;
    private long words;
    private long spans;
    private SpanF1 settled = SpanF1.NONE;

    Tally(int annotator) {
      this.annotator = annotator;
    }

    void add(int length, List<EntitySpan> label, List<EntitySpan> said) {
      sentences++;
      words += length;
      spans += said.size();
      settled = settled.plus(SpanF1.ofSentence(label, said));
    }

    AnnotatorReport report(String name, Adjudication adjudication) {
      return AnnotatorReport.alone(
          name,
          new Workload(sentences, words, spans, 0, 0, 0),
          settled.overall(),
          adjudication.confusion(annotator),
          ControlAnswers.NONE,
          ControlAnswers.NONE);
    }
  }
}
