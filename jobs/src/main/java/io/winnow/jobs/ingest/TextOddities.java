package io.winnow.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is unusual in a text and may mean that it is not what was meant. */
final class TextOddities {

  private static final String LOST =
      "records with U+FFFD, where characters were lost before they came here";

  private static final String DECODED_TWICE =
      "records that seem to be UTF-8 read in another encoding before they came here";

  private static final String MARKUP =
      "records with tags such as <PER>...</PER>, which are read as text";

  private static final String INLINE =
      "records with words such as Ida/B-PER or [Ida](PER), which are read as text";

  /** The bytes of two accented letters, or those of a quotation mark, as windows-1252. */
  private static final Pattern WRONGLY_DECODED =
      Pattern.compile("[\u00C3\u00C2][\u0080-\u00BF]|\u00E2\u20AC.");

  private static final Pattern TAGGED = Pattern.compile("<(\\p{L}[\\w-]*)[^<>]*>[^<>]+</\\1>");

  /** A tag or a type that is glued to a word. */
  private static final Pattern GLUED =
      Pattern.compile(
          "\\S[|/_\\\\][BIMLEUSW]-\\p{Lu}[\\p{Lu}_]*(?!\\S)|\\[[^\\[\\]]+\\]\\(\\p{Lu}[\\p{Lu}_]+\\)");

  private TextOddities() {}

  static List<Remark> of(String text) {
    List<Remark> remarks = new ArrayList<>();
    if (text.indexOf('\uFFFD') >= 0) {
      remarks.add(Remark.warning(LOST, ""));
    }
    if (holdsFirst(text) && WRONGLY_DECODED.matcher(text).find()) {
      remarks.add(Remark.warning(DECODED_TWICE, ""));
    }
    if (text.contains("</") && TAGGED.matcher(text).find()) {
      remarks.add(Remark.warning(MARKUP, ""));
    }
    if ((text.indexOf('-') > 0 || text.indexOf("](") > 0) && GLUED.matcher(text).find()) {
      remarks.add(Remark.warning(INLINE, ""));
    }
    return remarks;
  }

  /** Whether the pattern may be found: most texts are ASCII, and looking for it is slow. */
  private static boolean holdsFirst(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '\u00C2' && (c == '\u00C2' || c == '\u00C3' || c == '\u00E2')) {
        return true;
      }
    }
    return false;
  }
}
