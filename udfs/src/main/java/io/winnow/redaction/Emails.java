package io.winnow.redaction;

import java.util.function.Consumer;

/** E-mail addresses, in any script (RFC 6531), but none at a host without a dot. */
record Emails(String kind) implements Detector {

  private static final String LOCAL_SIGNS = "._%+-'&~#$!=/";
  private static final int SHORTEST_TOP = 2;

  /** Of a quoted local part, with its quotation marks. */
  private static final int LONGEST_LOCAL = 66;

  @Override
  public void find(FoldedText text, Consumer<Match> found) {
    if (text.ats() == 0) {
      return;
    }
    for (int at = text.text().indexOf('@'); at >= 0; at = text.text().indexOf('@', at + 1)) {
      int start = localStart(text, at);
      int end = domainEnd(text, at + 1);
      if (start < at && end > at) {
        found.accept(text.match(start, end, kind));
      }
    }
  }

  private static int localStart(FoldedText text, int at) {
    if (text.at(at - 1) == '"') {
      int open = text.text().lastIndexOf('"', at - 2);
      return open >= 0 && at - open <= LONGEST_LOCAL ? open : at;
    }
    int start = at;
    while (start > 0
        && (isLetter(text, start - 1) || LOCAL_SIGNS.indexOf(text.charAt(start - 1)) >= 0)) {
      start--;
    }
    while (start < at && !isLetter(text, start) && text.charAt(start) != '_') {
      start++;
    }
    return start;
  }

  /** One past a domain of two labels or more, the last of two letters or more; -1 if none. */
  private static int domainEnd(FoldedText text, int from) {
    int domain = -1;
    int label = from;
    while (true) {
      int end = label;
      while (isLetter(text, end)
          || (end > label && text.at(end) == '-' && isLetter(text, end + 1))) {
        end++;
      }
      if (label > from && end - label >= SHORTEST_TOP && !text.isDigitAt(end - 1)) {
        domain = end;
      }
      if (end == label || text.at(end) != '.') {
        return domain;
      }
      label = end + 1;
    }
  }

  private static boolean isLetter(FoldedText text, int place) {
    return text.isWordAt(place) || isMark(text.at(place));
  }

  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
