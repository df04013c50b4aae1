package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.List;

/** A sentence's text with its entities in brackets, for reading. */
final class MarkedText {

  private MarkedText() {}

  /**
   * @param spans in reading order; none overlap
   */
  static String of(Sentence sentence, List<EntitySpan> spans) {
    StringBuilder marked = new StringBuilder(sentence.text().length() + 8 * spans.size());
    int from = 0;
    for (EntitySpan span : spans) {
      marked.append(sentence.text(), from, start(sentence, span));
      marked.append('[').append(span.type()).append(' ').append(words(sentence, span)).append(']');
      from = end(sentence, span);
    }
    return marked.append(sentence.text(), from, sentence.text().length()).toString();
  }

  /** A span's words as they stand in the text. */
  static String words(Sentence sentence, EntitySpan span) {
    return sentence.text().substring(start(sentence, span), end(sentence, span));
  }

  private static int start(Sentence sentence, EntitySpan span) {
    return sentence.words().get(span.startWord()).start();
  }

  private static int end(Sentence sentence, EntitySpan span) {
    return sentence.words().get(span.endWord() - 1).end();
  }
}
