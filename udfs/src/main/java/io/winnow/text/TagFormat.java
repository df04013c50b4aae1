package io.winnow.text;

import java.util.Arrays;
import java.util.List;

/**
 * How entity spans are written as one tag a word. Reading needs no choice (see {@link Tags#spans});
 * writing does.
 */
public enum TagFormat {
  /** {@code B-} only where a span follows one of its own type at once (Ramshaw and Marcus 1995). */
  IOB1 {
    @Override
    void write(EntitySpan span, boolean touchesSameType, String[] tags) {
      Arrays.fill(tags, span.startWord(), span.endWord(), "I-" + span.type());
      if (touchesSameType) {
        tags[span.startWord()] = "B-" + span.type();
      }
    }
  },
  /** {@code B-} on every first word; Winnow's own. */
  IOB2 {
    @Override
    void write(EntitySpan span, boolean touchesSameType, String[] tags) {
      Arrays.fill(tags, span.startWord(), span.endWord(), "I-" + span.type());
      tags[span.startWord()] = "B-" + span.type();
    }
  },
  /** {@code B- I- L-} over longer spans, {@code U-} on a span of one word. */
  BILOU {
    @Override
    void write(EntitySpan span, boolean touchesSameType, String[] tags) {
      Arrays.fill(tags, span.startWord(), span.endWord(), "I-" + span.type());
      tags[span.startWord()] = "B-" + span.type();
      tags[span.endWord() - 1] = (span.length() == 1 ? "U-" : "L-") + span.type();
    }
  };

  abstract void write(EntitySpan span, boolean touchesSameType, String[] tags);

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
    for (EntitySpan span : spans.stream().sorted().toList()) {
      if (span.endWord() > words) {
        throw new IllegalArgumentException(
            "Entity span %s reaches beyond the sentence's %d words".formatted(span, words));
      }
      if (before != null && before.overlaps(span)) {
        throw new IllegalArgumentException(
            "Entity spans %s and %s overlap".formatted(before, span));
      }
      boolean touchesSameType =
          before != null
              && before.endWord() == span.startWord()
              && before.type().equals(span.type());
      write(span, touchesSameType, tags);
      before = span;
    }
    return List.of(tags);
  }
}
