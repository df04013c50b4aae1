package io.winnow.sample;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.List;

/**
 * A sentence and its gold spans.
 *
 * @param spans in reading order; none overlap, none reaches beyond the sentence
 */
public record LabelledSentence(Sentence sentence, List<EntitySpan> spans) {

  public LabelledSentence {
    spans = List.copyOf(spans);
  }
}
