package io.winnow.redaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups of digits that follow one another with little between them, such as {@code +49 (30)
 * 1234-567}: the longest chain from some place on.
 *
 * @param text that it is in
 * @param groups in reading order, one at least
 */
record DigitChain(FoldedText text, List<Group> groups) {

  /** {@code [start, end)} in the folded text. */
  record Group(int start, int end) {

    int length() {
      return end - start;
    }
  }

  /** More digits than any number has that is looked for. */
  private static final int MOST_GROUPS = 40;

  private static final int LONGEST_SEPARATOR = 3;

  /**
   * The chains of a text.
   *
   * @param separators signs that may lie between two groups
   */
  static List<DigitChain> in(FoldedText text, String separators) {
    List<DigitChain> chains = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (!text.isDigitAt(at)) {
        at++;
        continue;
      }
      List<Group> groups = new ArrayList<>();
      int next = at;
      while (next >= 0 && groups.size() < MOST_GROUPS) {
        at = next;
        while (text.isDigitAt(at)) {
          at++;
        }
        groups.add(new Group(next, at));
        next = nextGroup(text, at, separators);
      }
      chains.add(new DigitChain(text, groups));
    }
    return chains;
  }

  private static int nextGroup(FoldedText text, int from, String separators) {
    int next = from;
    while (next < text.length()
        && next - from < LONGEST_SEPARATOR
        && separators.indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next > from && text.isDigitAt(next) ? next : -1;
  }

  int start(int group) {
    return groups.get(group).start();
  }

  int end(int group) {
    return groups.get(group).end();
  }

  int length(int group) {
    return groups.get(group).length();
  }

  /** What lies before a group that is not the first, back to the group before. */
  String separator(int group) {
    return text.text().substring(end(group - 1), start(group));
  }

  /** All digits of groups {@code [first, last]}. */
  String digits(int first, int last) {
    StringBuilder digits = new StringBuilder();
    for (int group = first; group <= last; group++) {
      digits.append(text.text(), start(group), end(group));
    }
    return digits.toString();
  }

  /** Whether the groups may be a number by themselves, beside those around them. */
  boolean isApart(int first, int last) {
    boolean begins = first == 0 ? !text.isWordAt(start(0) - 1) : isGap(separator(first));
    boolean ends =
        last == groups.size() - 1 ? !text.isWordAt(end(last)) : isGap(separator(last + 1));
    return begins && ends;
  }

  private static boolean isGap(String separator) {
    return separator.contains(" ") || separator.contains("/");
  }
}
