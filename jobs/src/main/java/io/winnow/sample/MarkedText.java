package io.winnow.sample;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Reads words with entities in brackets: {@code [PER Ada Lovelace] 's book} is four words and a
 * span over the first two.
 */
final class MarkedText {

  private MarkedText() {}

  /**
   * @param source the sentence's source, a part of its id
   * @param casing what becomes of each word
   */
  static LabelledSentence parse(String source, String marked, UnaryOperator<String> casing) {
    List<String> words = new ArrayList<>();
    List<EntitySpan> spans = new ArrayList<>();
    String type = null;
    int start = 0;
    for (String token : marked.strip().split("\\s+")) {
      if (token.startsWith("[")) {
        type = token.substring(1);
        start = words.size();
        continue;
      }
      boolean closes = token.endsWith("]");
      words.add(casing.apply(closes ? token.substring(0, token.length() - 1) : token));
      if (closes) {
        spans.add(new EntitySpan(start, words.size(), type));
      }
    }
    return new LabelledSentence(Sentence.ofWords(source, words), spans);
  }
}
