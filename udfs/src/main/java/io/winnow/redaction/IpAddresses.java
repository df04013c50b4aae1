package io.winnow.redaction;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * IPv4 addresses in four decimal numbers, and IPv6 addresses as RFC 4291 writes them. Numbers of
 * versions and sections are none, where the text says so before them.
 */
record IpAddresses(String kind) implements Detector {

  private static final int WINDOW = 15;

  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:version|versions|ver|vers|v|release|releases|build|firmware|kernel|section|sec|art|article|chapter|clause|figure|table|§)[.:]?"
              + " ?$");

  private static final String SIX = "0123456789abcdefABCDEF:.";

  @Override
  public void find(FoldedText text, Consumer<Match> found) {
    if (text.dots() >= 3 && text.digits() >= 4) {
      findFour(text, found);
    }
    if (text.colons() >= 2 && text.digits() > 0) {
      findSix(text, found);
    }
  }

  private void findFour(FoldedText text, Consumer<Match> found) {
    int at = 0;
    while (at < text.length()) {
      if (!text.isDigitAt(at)) {
        at++;
        continue;
      }
      int end = at;
      while (text.isDigitAt(end) || (text.at(end) == '.' && text.isDigitAt(end + 1))) {
        end++;
      }
      boolean isApart =
          !text.isWordAt(at - 1)
              && !(text.at(at - 1) == '.' && text.isWordAt(at - 2))
              && !text.isWordAt(end);
      if (isApart && isFour(text.text().substring(at, end)) && !isNumbered(text, at)) {
        found.accept(text.match(at, end, kind));
      }
      at = end;
    }
  }

  private static boolean isNumbered(FoldedText text, int at) {
    String before = text.text().substring(Math.max(0, at - WINDOW), at);
    return NUMBERED.matcher(before.toLowerCase(Locale.ROOT)).find();
  }

  private static boolean isFour(String address) {
    List<String> parts = List.of(address.split("\\."));
    return parts.size() == 4
        && parts.stream().allMatch(part -> part.length() <= 3 && Integer.parseInt(part) <= 255);
  }

  private void findSix(FoldedText text, Consumer<Match> found) {
    int at = 0;
    while (at < text.length()) {
      int start = at;
      int colons = 0;
      while (at < text.length() && SIX.indexOf(text.charAt(at)) >= 0) {
        colons += text.charAt(at) == ':' ? 1 : 0;
        at++;
      }
      if (colons >= 2 && !text.isWordAt(start - 1) && !text.isWordAt(at)) {
        int end = at;
        while (end > start && text.charAt(end - 1) == '.') {
          end--;
        }
        // A colon may end what the sentence says of it.
        int shorter = text.charAt(end - 1) == ':' ? end - 1 : end;
        if (isSix(text.text().substring(start, end))) {
          found.accept(text.match(start, end, kind));
        } else if (isSix(text.text().substring(start, shorter))) {
          found.accept(text.match(start, shorter, kind));
        }
      }
      at = Math.max(at, start + 1);
    }
  }

  private static boolean isSix(String address) {
    int gap = address.indexOf("::");
    if (address.chars().noneMatch(Character::isDigit)
        || address.length() < 3
        || address.indexOf("::", gap + 1) > gap && gap >= 0) {
      return false;
    }
    if (gap < 0) {
      return groups(address) == 8;
    }
    int before = groups(address.substring(0, gap));
    int after = groups(address.substring(gap + 2));
    return before >= 0 && after >= 0 && before + after <= 7;
  }

  /** How many groups of 16 bits a part of an address has; -1 if it is none. */
  private static int groups(String part) {
    if (part.isEmpty()) {
      return 0;
    }
    int count = 0;
    String[] groups = part.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      boolean isLast = i == groups.length - 1;
      if (isLast && groups[i].contains(".") && isFour(groups[i])) {
        count += 2;
      } else if (groups[i].isEmpty() || groups[i].length() > 4 || groups[i].contains(".")) {
        return -1;
      } else {
        count++;
      }
    }
    return count;
  }
}
