package io.winnow.testing.crowd;

import io.winnow.text.EntitySpan;
import java.util.List;

/**
 * A sentence and what is true of it.
 *
 * @param spans in reading order; none overlap
 */
public record GoldSentence(String id, List<String> words, List<EntitySpan> spans) {

  public GoldSentence {
    words = List.copyOf(words);
    spans = spans.stream().sorted().toList();
  }
}
