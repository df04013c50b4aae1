package io.winnow.jobs.merge;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.text.EntitySpan;
import java.util.List;

/**
 * Labels as they were written, at two bytes a word: who asks for one again need not wait until it
 * is adjudicated again. Their spans' confidences and their posteriors are not kept.
 */
final class Settled implements Adjudication {

  private final Judgements judgements;
  private final Adjudication adjudication;
  private final double[] confidences;
  private final short[] tags;

  Settled(Judgements judgements, Adjudication adjudication) {
    this.judgements = judgements;
    this.adjudication = adjudication;
    this.confidences = new double[judgements.sentences()];
    this.tags = new short[judgements.words()];
  }

  /** Notes a sentence's label. */
  void put(int sentence, AdjudicatedLabel label) {
    confidences[sentence] = label.confidence();
    List<EntitySpan> spans = label.spans().stream().map(ConfidentSpan::span).toList();
    int word = judgements.firstWord(sentence);
    for (int tag : judgements.scheme().tagIds(judgements.wordCount(sentence), spans)) {
      tags[word++] = (short) tag;
    }
  }

  double confidence(int sentence) {
    return confidences[sentence];
  }

  @Override
  public AdjudicatedLabel label(int sentence) {
    int from = judgements.firstWord(sentence);
    int[] ids = new int[judgements.wordCount(sentence)];
    for (int word = 0; word < ids.length; word++) {
      ids[word] = tags[from + word];
    }
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
