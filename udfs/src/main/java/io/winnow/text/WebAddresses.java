package io.winnow.text;

import java.util.List;

/**
 * Finds web and e-mail addresses in one text. Each character is looked at a bounded number of
 * times, if asked in reading order.
 */
final class WebAddresses {

  private static final List<String> PREFIXES = List.of("http://", "https://", "www.");
  private static final String URL_SIGNS = "-._~:/?#[]@!$&'()*+,;=%";
  private static final String NEVER_LAST = ".,;:!?'*&([";
  private static final String LOCAL_PART_SIGNS = ".%+-";

  private final String text;

  /** Before it no e-mail address begins: one search has failed over all of that stretch. */
  private int noMailBefore;

  WebAddresses(String text) {
    this.text = text;
  }

  /** One past the address that begins at {@code at}, or {@code at} if none does. */
  int end(int at) {
    for (String prefix : PREFIXES) {
      int from = at + prefix.length();
      if (text.regionMatches(true, at, prefix, 0, prefix.length()) && isPlain(from)) {
        return urlEnd(from);
      }
    }
    return mailEnd(at);
  }

  private int urlEnd(int from) {
    int end = from;
    int open = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!CharKind.of(c).isPlain() && URL_SIGNS.indexOf(c) < 0) {
        break;
      }
      open += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      end += Character.charCount(c);
    }
    while (true) {
      char last = text.charAt(end - 1);
      boolean closesNothing = (last == ')' || last == ']') && open < 0;
      if (!closesNothing && NEVER_LAST.indexOf(last) < 0) {
        return end;
      }
      open += closesNothing ? 1 : last == '(' || last == '[' ? -1 : 0;
      end--;
    }
  }

  private int mailEnd(int at) {
    if (at < noMailBefore) {
      return at;
    }
    int sign = at;
    while (sign < text.length()
        && (isPlain(sign) || LOCAL_PART_SIGNS.indexOf(text.charAt(sign)) >= 0)) {
      sign += Character.charCount(text.codePointAt(sign));
    }
    if (sign < text.length() && text.charAt(sign) == '@' && text.charAt(sign - 1) != '.') {
      int end = domainEnd(sign + 1);
      if (end > sign) {
        return end;
      }
    }
    noMailBefore = sign;
    return at;
  }

  /** One past a domain of two labels or more, the last of two letters or more; -1 if none. */
  private int domainEnd(int from) {
    int domain = -1;
    int label = from;
    while (true) {
      int end = labelEnd(label);
      if (label > from && end - label >= 2 && Character.isLetter(text.codePointBefore(end))) {
        domain = end;
      }
      if (end == label || end >= text.length() || text.charAt(end) != '.') {
        return domain;
      }
      label = end + 1;
    }
  }

  private int labelEnd(int from) {
    int end = from;
    while (isPlain(end)
        || (end > from && end < text.length() && text.charAt(end) == '-' && isPlain(end + 1))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private boolean isPlain(int at) {
    return at < text.length() && CharKind.of(text.codePointAt(at)).isPlain();
  }
}
