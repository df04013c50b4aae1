package io.winnow.bench;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an adjudicator reached.
 *
 * @param spans exact spans against gold
 * @param crossEntropy mean over words of -ln of the gold tag's posterior, in nats; a posterior
 *     counts as 1e-6 at least
 * @param labelConfidence of the label of each sentence; it is right if all its spans are
 * @param spanConfidence of each span
 * @param cpuSeconds learning and labelling, of all threads
 */
record GoldComparison(
    SpanCounts spans,
    double crossEntropy,
    Calibration labelConfidence,
    Calibration spanConfidence,
    double cpuSeconds) {

  static final double LEAST = 1e-6;

  static GoldComparison of(
      Adjudicator adjudicator,
      LabelScheme scheme,
      List<GoldSentence> gold,
      List<AnnotatedSentence> annotated) {
    Map<String, GoldSentence> byId = new HashMap<>();
    gold.forEach(sentence -> byId.put(sentence.id(), sentence));
    Judgements judgements = Judgements.of(scheme, annotated);
    Usage begun = Usage.now();
    Adjudication adjudication = adjudicator.adjudicate(judgements);
    SpanF1 found = SpanF1.NONE;
    double entropy = 0;
    Calibration labels = new Calibration();
    Calibration spans = new Calibration();
    for (int i = 0; i < judgements.sentences(); i++) {
      AdjudicatedLabel label = adjudication.label(i);
      GoldSentence truth = byId.get(label.sentenceId());
      List<EntitySpan> settled = label.spans().stream().map(ConfidentSpan::span).toList();
      found = found.plus(SpanF1.ofSentence(truth.spans(), settled));
      labels.add(label.confidence(), settled.equals(truth.spans()));
      label
          .spans()
          .forEach(it -> spans.add(it.confidence(), truth.spans().contains(it.span())));
      int[] tags = scheme.tagIds(truth.words().size(), truth.spans());
      for (int word = 0; word < tags.length; word++) {
        entropy -=
            Math.log(Math.max(LEAST, label.posteriors()[word * scheme.tagCount() + tags[word]]));
      }
    }
    return new GoldComparison(
        found.overall(),
        entropy / judgements.words(),
        labels,
        spans,
        Usage.now().since(begun).cpuSeconds());
  }

  /** All answers of all annotators against gold. */
  static GoldComparison ofWorkers(List<GoldSentence> gold, List<AnnotatedSentence> annotated) {
    SpanF1 found = SpanF1.NONE;
    for (int i = 0; i < gold.size(); i++) {
      for (Annotation annotation : annotated.get(i).annotations()) {
        found = found.plus(SpanF1.ofSentence(gold.get(i).spans(), annotation.spans()));
      }
    }
    return new GoldComparison(
        found.overall(), Double.NaN, new Calibration(), new Calibration(), 0);
  }
}
