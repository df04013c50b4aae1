package io.winnow.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text with its highlights on one line of a terminal. */
public final class OneLine {

  private static final String CUT = "...";

  /** Columns of the text before its first highlight, where not all fits. */
  private static final int LEAD = 24;

  /** Brackets and the blanks around a label, in a {@link TerminalView} of either kind. */
  private static final int BRACKETS = 3;

  private OneLine() {}

  /**
   * As much of the text, from a little before its first highlight, as fits into the columns with
   * the labels; three dots stand for what is left out at either end. Line ends and other control
   * characters become pictures.
   *
   * @param columns at least 40
   */
  public static HighlightedText of(HighlightedText whole, int columns) {
    HighlightedText line = new HighlightedText(Printable.inLine(whole.text()), whole.highlights());
    String text = line.text();
    if (Columns.of(text) + labels(line.highlights(), 0, text.length()) <= columns) {
      return line;
    }
    int first = line.highlights().isEmpty() ? 0 : line.highlights().get(0).start();
    int start = start(text, first);
    int room = columns - (start > 0 ? CUT.length() : 0);
    int end = start;
    int used = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      int more =
          used + Columns.of(text.substring(end, next)) + labels(line.highlights(), end, next);
      boolean isLast = next == text.length();
      if (more + (isLast ? 0 : CUT.length()) > room) {
        break;
      }
      used = more;
      end = next;
    }
    return part(line, start, end);
  }

  /** At a blank, if there is one near. */
  private static int start(String text, int first) {
    int start = first;
    int used = 0;
    int blank = -1;
    while (start > 0) {
      int before = text.offsetByCodePoints(start, -1);
      used += Columns.of(text.substring(before, start));
      if (used > LEAD) {
        break;
      }
      start = before;
      blank = text.charAt(start) == ' ' ? start + 1 : blank;
    }
    return start == 0 || blank < 0 ? start : blank;
  }

  /** Columns of the labels of highlights that begin in a part of the text. */
  private static int labels(List<Highlight> highlights, int from, int to) {
    return highlights.stream()
        .filter(it -> it.start() >= from && it.start() < to)
        .mapToInt(it -> Columns.of(it.label()) + BRACKETS)
        .sum();
  }

  private static HighlightedText part(HighlightedText line, int start, int end) {
    String lead = start > 0 ? CUT : "";
    String tail = end < line.text().length() ? CUT : "";
    List<Highlight> inside = new ArrayList<>();
    for (Highlight it : line.highlights()) {
      clipped(it, start, end, lead.length() - start).ifPresent(inside::add);
    }
    return new HighlightedText(lead + line.text().substring(start, end) + tail, inside);
  }

  private static Optional<Highlight> clipped(Highlight it, int start, int end, int shift) {
    int from = Math.max(start, it.start());
    int to = Math.min(end, it.end());
    return from >= to
        ? Optional.empty()
        : Optional.of(
            new Highlight(from + shift, to + shift, it.type(), it.confidence(), it.standing()));
  }
}
