package io.winnow.text;

import java.util.Arrays;
import java.util.List;

/**
 * How entity spans are written as one tag a word. Reading needs no choice (see {@link Tags#spans});
 * writing does.
 */
public enum TagFormat {
  /** {@code B-} only where a span follows one of its own type at once (Ramshaw and Marcus 1995). */
  IOB1,
  /** {@code B-} on every first word; Winnow's own. */
  IOB2,
  /** {@code B- I- L-} over longer spans, {@code U-} on a span of one word. */
  BILOU;

  /**
   * @param words how many words the sentence has
   * @param spans spans that don't overlap, in any order
   * @return one tag a word
   * @throws IllegalArgumentException if spans overlap or reach past the last word
   */
  public List<String> tags(int words, List<EntitySpan> spans) {
    String[] tags = new String[words];
    Arrays.fill(tags, Tags.OUTSIDE);
    EntitySpan before = null;
    for (EntitySpan span : EntitySpan.inOrder(words, spans)) {
      String type = span.type();
      boolean touchesSameType =
          before != null && before.endWord() == span.startWord() && before.type().equals(type);
      Arrays.fill(tags, span.startWord(), span.endWord(), "I-" + type);
      if (this != IOB1 || touchesSameType) {
        tags[span.startWord()] = "B-" + type;
      }
      if (this == BILOU) {
        tags[span.endWord() - 1] = (span.length() == 1 ? "U-" : "L-") + type;
      }
      before = span;
    }
    return List.of(tags);
  }
}
