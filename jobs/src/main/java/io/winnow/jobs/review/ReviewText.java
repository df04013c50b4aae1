package io.winnow.jobs.review;

import io.winnow.display.Columns;
import io.winnow.display.Printable;
import io.winnow.text.EntitySpan;
import io.winnow.text.Word;
import java.util.List;

/** The most doubtful labels as text, within 80 columns if the words allow it. */
final class ReviewText {

  private static final int COLUMNS = 80;
  private static final String INDENT = "       ";
  private static final String CUT = "...";

  private ReviewText() {}

  /** The reason, and a line of the words around the worst, with the given spans marked. */
  static List<String> lines(ReviewedSentence reviewed) {
    String reason =
        Columns.wrapped("%5d. ".formatted(reviewed.rank()), Printable.inLine(reviewed.reason()));
    return List.of(reason.stripTrailing(), INDENT + excerpt(reviewed));
  }

  /** As many words around the worst one as there is room for. */
  private static String excerpt(ReviewedSentence reviewed) {
    List<Word> words = reviewed.sentence().words();
    int room = COLUMNS - INDENT.length() - 2 * (CUT.length() + 1);
    int from = reviewed.worst().word();
    int to = from + 1;
    int used = Columns.of(marked(reviewed, from));
    boolean grown = true;
    while (grown) {
      grown = false;
      if (from > 0 && used + 1 + Columns.of(marked(reviewed, from - 1)) <= room) {
        from--;
        used += 1 + Columns.of(marked(reviewed, from));
        grown = true;
      }
      if (to < words.size() && used + 1 + Columns.of(marked(reviewed, to)) <= room) {
        used += 1 + Columns.of(marked(reviewed, to));
        to++;
        grown = true;
      }
    }
    StringBuilder text = new StringBuilder(from > 0 ? CUT + " " : "");
    for (int word = from; word < to; word++) {
      text.append(word > from ? " " : "").append(marked(reviewed, word));
    }
    return text.append(to < words.size() ? " " + CUT : "").toString();
  }

  /** The word with a bracket where a given span begins or ends, and the span's type. */
  private static String marked(ReviewedSentence reviewed, int word) {
    String text = reviewed.sentence().words().get(word).text();
    for (EntitySpan span : reviewed.given()) {
      text = span.startWord() == word ? "[" + text : text;
      text = span.endWord() == word + 1 ? text + "]" + span.type() : text;
    }
    return Printable.inLine(text);
  }
}
