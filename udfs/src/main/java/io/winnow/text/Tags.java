package io.winnow.text;

import java.util.ArrayList;
import java.util.List;

/** Reads tags back into entity spans. */
public final class Tags {

  public static final String OUTSIDE = "O";

  static final String WHAT_IS_ONE = "O or one of B- I- M- L- E- U- S- W- and a type";

  private static final String STRICT = "BILEUS";

  private Tags() {}

  /**
   * Spans by the rules of conlleval (Tjong Kim Sang, CoNLL-2000): a span begins at {@code B-},
   * {@code U-}, {@code S-} or {@code W-}, after an end, or where the type changes; so IOB1, IOB2,
   * BILOU, IOBES, BMES and BMEWO are all read alike, and a tag that no format allows there still
   * counts. A sentence may have them all in small letters.
   *
   * @param tags one tag a word
   * @return the spans in reading order
   * @throws IllegalArgumentException if a tag is neither {@code O} nor {@code X-TYPE} with X one of
   *     B I M L E U S W, or is several of them
   */
  public static List<EntitySpan> spans(List<String> tags) {
    try {
      return spans(TagStyle.ofSentence(tags).plain(tags), Rules.CONLLEVAL);
    } catch (TagStyle.BadTagException e) {
      throw invalid(tags.get(e.word()), e.word(), WHAT_IS_ONE);
    }
  }

  /**
   * Spans by strict IOB2: one begins at {@code B-} and goes on over {@code I-} of the same type; an
   * {@code I-} that continues nothing belongs to no span.
   *
   * @param tags one tag a word
   * @return the spans in reading order
   */
  public static List<EntitySpan> strictSpans(List<String> tags) {
    for (int word = 0; word < tags.size(); word++) {
      String tag = tags.get(word);
      boolean isTag =
          tag.length() > 2 && tag.charAt(1) == '-' && STRICT.indexOf(tag.charAt(0)) >= 0;
      if (!isTag && !tag.equals(OUTSIDE)) {
        throw invalid(tag, word, "O or one of B- I- L- E- U- S- and a type");
      }
    }
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
      char prefix = tag.charAt(0);
      String type = prefix == 'O' ? null : tag.substring(2);
      boolean continues = open != null && open.equals(type) && "IMLE".indexOf(prefix) >= 0;
      if (!continues) {
        if (open != null) {
          spans.add(new EntitySpan(start, word, open));
        }
        boolean begins = type != null && (rules == Rules.CONLLEVAL || prefix == 'B');
        open = begins ? type : null;
        start = word;
      }
      boolean ends = "LEUSW".indexOf(prefix) >= 0;
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

  private static IllegalArgumentException invalid(String tag, int word, String expected) {
    return new IllegalArgumentException(
        "Word %d has the tag '%s'; a tag is %s".formatted(word, tag, expected));
  }
}
