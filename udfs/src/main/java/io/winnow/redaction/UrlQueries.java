package io.winnow.redaction;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What lies behind the question mark of a URL, and behind the number sign if it is a list of names
 * and values; also a user's name and password before the host. The rest of the URL stays.
 */
record UrlQueries(String kind) implements Detector {

  private static final Pattern SCHEME =
      Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]{1,20}://|www\\.).*");

  private static final Pattern HOST =
      Pattern.compile("(?i)[^\\p{L}\\p{N}]*[\\p{L}\\p{N}.-]+\\.[a-z]{2,}(?::\\d+)?(?:/.*)?");

  private static final String NEVER_LAST = ".,;:!?'\"*&([{";
  private static final String CLOSING = ")]}";
  private static final int LONGEST = 8192;

  @Override
  public void find(FoldedText text, Consumer<Match> found) {
    if (text.questions() == 0 && text.ats() == 0) {
      return;
    }
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) > ' ' && end - at < LONGEST) {
        end++;
      }
      if (end > at) {
        findIn(text, at, end, found);
      }
      at = Math.max(end, at + 1);
    }
  }

  private void findIn(FoldedText text, int from, int to, Consumer<Match> found) {
    String run = text.text().substring(from, to);
    int scheme = run.indexOf("://");
    int path = scheme < 0 ? -1 : run.indexOf('/', scheme + 3);
    int user = scheme < 0 ? -1 : run.lastIndexOf('@', path < 0 ? run.length() : path);
    if (user > scheme + 3) {
      found.accept(text.match(from + scheme + 3, from + user, kind));
    }
    int query = query(run);
    int end = query < 0 ? -1 : end(run, query);
    if (end > query && isUrl(run.substring(0, query - 1), run.substring(query, end))) {
      found.accept(text.match(from + query, from + end, kind));
    }
  }

  /** Where the query begins; -1 if there is none. */
  private static int query(String run) {
    int question = run.indexOf('?');
    int fragment = run.indexOf('#');
    boolean isList = fragment >= 0 && run.indexOf('=', fragment) > fragment;
    if (question >= 0 && (fragment < 0 || question < fragment || !isList)) {
      return question + 1;
    }
    return isList ? fragment + 1 : -1;
  }

  private static boolean isUrl(String before, String query) {
    int begin = 0;
    while (begin < before.length() && !Character.isLetterOrDigit(before.charAt(begin))) {
      begin++;
    }
    String url = before.substring(begin);
    int scheme = url.indexOf("://");
    return SCHEME.matcher(url).matches()
        || (scheme > 0 && url.length() > scheme + 3)
        || (query.contains("=") && HOST.matcher(url).matches());
  }

  /** Without what ends the sentence, or closes a bracket that the query does not open. */
  private static int end(String run, int query) {
    int end = query;
    while (end < run.length() && !isQuote(run, query, run.charAt(end))) {
      end++;
    }
    while (end > query) {
      char last = run.charAt(end - 1);
      boolean closes = CLOSING.indexOf(last) >= 0 && !opens(run, query, end, last);
      if (!closes && NEVER_LAST.indexOf(last) < 0) {
        return end;
      }
      end--;
    }
    return end;
  }

  /** Whether a sign ends the URL: a tag's bracket, or a quotation mark like one before it. */
  private static boolean isQuote(String run, int query, char sign) {
    return "<>".indexOf(sign) >= 0
        || ("\"`".indexOf(sign) >= 0 && run.lastIndexOf(sign, query) >= 0);
  }

  private static boolean opens(String run, int from, int to, char closing) {
    int open = 0;
    char opening = "([{".charAt(CLOSING.indexOf(closing));
    for (int i = from; i < to; i++) {
      open += run.charAt(i) == opening ? 1 : run.charAt(i) == closing ? -1 : 0;
    }
    return open >= 0;
  }
}
