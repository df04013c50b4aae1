package io.winnow.text;

import java.util.ArrayList;
import java.util.List;

/** Reads tags back into entity spans. */
public final class Tags {

  public static final String OUTSIDE = "O";

  private Tags() {}

  /**
   * Spans by the rules of conlleval (Tjong Kim Sang, CoNLL-2000): a span begins at {@code B-},
   * {@code U-} or {@code S-}, after an end, or where the type changes; so IOB1, IOB2, BILOU and
   * IOBES are all read alike, and a tag that no format allows there still counts.
   *
   * @param tags one tag a word
   * @return the spans in reading order
   * @throws IllegalArgumentException if a tag is neither {@code O} nor {@code X-TYPE} with X one of
   *     B I L E U S
   */
  public static List<EntitySpan> spans(List<String> tags) {
    return spans(tags, Rules.CONLLEVAL);
  }

  /**
   * Spans by strict IOB2: one begins at {@code B-} and goes on over {@code I-} of the same type; an
   * {@code I-} that continues nothing belongs to no span.
   *
   * @param tags one tag a word
   * @return the spans in reading order
   */
  public static List<EntitySpan> strictSpans(List<String> tags) {
    return spans(tags, Rules.STRICT_IOB2);
  }

  private enum Rules {
    CONLLEVAL,
    STRICT_IOB2
  }

  private static List<EntitySpan> spans(List<String> tags, Rules rules) {
    List<EntitySpan> spans = new ArrayList<>();
    int start = -1;
    String open = null;
    for (int word = 0; word < tags.size(); word++) {
      String tag = tags.get(word);
      char prefix = prefix(tag, word);
      String type = prefix == 'O' ? null : tag.substring(2);
      boolean continues =
          open != null && open.equals(type) && (prefix == 'I' || prefix == 'L' || prefix == 'E');
      if (!continues) {
        if (open != null) {
          spans.add(new EntitySpan(start, word, open));
        }
        boolean begins = type != null && (rules == Rules.CONLLEVAL || prefix == 'B');
        open = begins ? type : null;
        start = word;
      }
      boolean ends = prefix == 'L' || prefix == 'E' || prefix == 'U' || prefix == 'S';
      if (ends && open != null) {
        spans.add(new EntitySpan(start, word + 1, open));
        open = null;
      }
    }
    if (open != null) {
      spans.add(new EntitySpan(start, tags.size(), open));
    }
    return spans;
  }

  private static char prefix(String tag, int word) {
    if (tag.equals(OUTSIDE)) {
      return 'O';
    }
    if (tag.length() > 2 && tag.charAt(1) == '-' && "BILEUS".indexOf(tag.charAt(0)) >= 0) {
      return tag.charAt(0);
    }
    throw new IllegalArgumentException(
        "Word %d has the tag '%s'; a tag is O or one of B- I- L- E- U- S- and a type"
            .formatted(word, tag));
  }
}
