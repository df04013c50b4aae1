package io.winnow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds where sentences of running text end, in any script, by rules on characters and a list of
 * abbreviations: no model, no locale, and the same with every version of Java. Where it is not
 * clear, the text is not cut: two sentences in one do less harm than half a one.
 *
 * <ul>
 *   <li>Two or more line ends, with blanks between, end a paragraph: always cut. One line end is a
 *       blank. U+2029 and a form feed end a paragraph, too.
 *   <li>Marks that end a sentence ({@code . ! ? …} and those of other scripts) do so together with
 *       the quotation marks and brackets that close behind them, if white space follows. Behind
 *       {@code 。 ！ ？ ।} and their kin nothing need follow, but where a quotation closes behind
 *       them, white space must.
 *   <li>Not where the next letter is a lower-case one, quotation marks and brackets that open aside
 *       ({@code "Why?" she asked}).
 *   <li>Not at a period behind one letter ({@code J. Smith}), letters with periods between ({@code
 *       U.S., p.m.}), a number of one or two digits ({@code 1. First, 3. Oktober}), or one of the
 *       {@link #ABBREVIATIONS}.
 * </ul>
 *
 * <p>Scripts without such marks (Thai, Lao) are cut at paragraphs alone. Time and memory grow
 * linearly with the text.
 */
public final class SentenceSplitter {

  /** Need white space behind them; the others of {@link #MARKS} do not. */
  private static final String SPACED =
      ".!?\u2026\u203C\u203D\u2047\u2048\u2049\u061F\u06D4\u0589"
          + "\u0F0D\u0F0E\u1803\u1809\u055C\u055E\u0700\u0701\u0702\u07F9\u2E2E";

  private static final String MARKS =
      SPACED
          + "\u3002\uFF61\uFF01\uFF1F\uFF0E\u0964\u0965\u1362"
          + "\u1367\u1368\u17D4\u17D5\u104B\uA8CE\uA8CF\uABEB";

  private static final char WIDE_PERIOD = '\uFF0E';

  /** Characters of a token before a period that are looked at. */
  private static final int LONGEST_TOKEN = 20;

  private static final Pattern WITH_PERIODS = Pattern.compile("\\p{L}{1,3}(\\.\\p{L}{1,3})+");
  private static final Pattern SHORT_NUMBER = Pattern.compile("\\p{Nd}{1,2}");

  /** In lower case, without the period; English, German, French, Spanish, Italian, Russian ... */
  static final Set<String> ABBREVIATIONS =
      Set.of(
          ("mr mrs ms dr prof sr jr st gen col capt cpt lt sgt maj cmdr rep sen gov hon rev fr mt"
                  + " ft fig figs eq no nos vol vols ed eds pp vs cf ca approx dept est inc ltd co"
                  + " corp bros ave blvd rd al jan feb mar apr jun jul aug sep sept oct nov dec"
                  + " nr str abs art aufl bd bzw bspw evtl ggf hr inkl exkl sog vgl dipl ing geb"
                  + " gest jh tel zzgl mme mlle mm av chap env sra srta dra ud uds p\u00e1g n\u00fam"
                  + " sig dott avv pag dhr mevr bijv \u0443\u043b \u0438\u043c \u0441\u0442\u0440"
                  + " \u0440\u0438\u0441 \u0433\u0433 \u0441\u043c \u043f\u0440\u043e\u0444"
                  + " \u0434\u043e\u0446")
              .split(" "));

  private final String text;

  private SentenceSplitter(String text) {
    this.text = text;
  }

  /**
   * @param text any text; need not be valid Unicode
   * @return where its sentences end, in order: one past the last character, before the white space;
   *     in UTF-16 units; not the end of the text
   */
  public static List<Integer> ends(String text) {
    return new SentenceSplitter(text).ends();
  }

  /** Whether only white space with two line ends or more stands from here on to what is seen. */
  public static boolean isParagraphEnd(String text, int at) {
    return new SentenceSplitter(text).lineEnds(at, spaceEnd(text, at)) > 1;
  }

  private List<Integer> ends() {
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (isSpace(text.charAt(at))) {
        int next = spaceEnd(text, at);
        if (at > 0 && next < text.length() && lineEnds(at, next) > 1) {
          add(ends, at);
        }
        at = next;
      } else if (isMark(at)) {
        int marksEnd = marksEnd(at);
        int end = closersEnd(marksEnd);
        if (end < text.length() && isEnd(at, marksEnd, end)) {
          add(ends, end);
        }
        at = end;
      } else {
        at++;
      }
    }
    return ends;
  }

  private static void add(List<Integer> ends, int end) {
    if (ends.isEmpty() || ends.get(ends.size() - 1) < end) {
      ends.add(end);
    }
  }

  private boolean isEnd(int marks, int marksEnd, int end) {
    int next = spaceEnd(text, end);
    boolean isSpaced = next > end;
    boolean needsSpace = end > marksEnd || isAllSpaced(marks, marksEnd);
    if (next == text.length() || !isSpaced && needsSpace) {
      return false;
    }
    if (!isSpaced && text.charAt(marksEnd - 1) == WIDE_PERIOD) {
      return !Character.isDigit(text.codePointAt(next));
    }
    boolean isPeriod = marksEnd == marks + 1 && text.charAt(marks) == '.';
    return !isLower(next) && !(isPeriod && isAbbreviated(marks));
  }

  private boolean isAllSpaced(int marks, int marksEnd) {
    return text.substring(marks, marksEnd).chars().allMatch(c -> SPACED.indexOf(c) >= 0);
  }

  private boolean isMark(int at) {
    return MARKS.indexOf(text.charAt(at)) >= 0;
  }

  private int marksEnd(int at) {
    int end = at;
    while (end < text.length() && isMark(end)) {
      end++;
    }
    return end;
  }

  private int closersEnd(int at) {
    int end = isSpacedQuote(at) ? at + 2 : at;
    while (end < text.length() && (isQuote(text.charAt(end)) || isCloser(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  /** As French has it: a blank, a quotation mark that closes, and white space or the end. */
  private boolean isSpacedQuote(int at) {
    return at + 1 < text.length()
        && Character.isSpaceChar(text.charAt(at))
        && text.charAt(at + 1) == '\u00BB'
        && (at + 2 == text.length() || isSpace(text.charAt(at + 2)));
  }

  private static boolean isCloser(char c) {
    return Character.getType(c) == Character.END_PUNCTUATION;
  }

  private static boolean isQuote(char c) {
    int type = Character.getType(c);
    return c == '"'
        || c == '\''
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION;
  }

  /** Whether the next letter is a lower-case one, behind what opens. */
  private boolean isLower(int at) {
    int next = at;
    while (next < text.length() && opens(text.charAt(next))) {
      next++;
    }
    return next < text.length() && Character.isLowerCase(text.codePointAt(next));
  }

  private static boolean opens(char c) {
    return isQuote(c)
        || c == '\u00BF'
        || c == '\u00A1'
        || Character.getType(c) == Character.START_PUNCTUATION;
  }

  private boolean isAbbreviated(int period) {
    int from = period;
    while (from > 0 && period - from <= LONGEST_TOKEN && isOfToken(text.charAt(from - 1))) {
      from--;
    }
    String token = text.substring(from, period);
    return token.codePointCount(0, token.length()) == 1 && Character.isLetter(token.codePointAt(0))
        || WITH_PERIODS.matcher(token).matches()
        || SHORT_NUMBER.matcher(token).matches()
        || ABBREVIATIONS.contains(token.toLowerCase(Locale.ROOT));
  }

  private static boolean isOfToken(char c) {
    return c == '.' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  private int lineEnds(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean isPair = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
      if (c == '\u2029' || c == '\f') {
        count += 2;
      } else if ((c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028') && !isPair) {
        count++;
      }
    }
    return count;
  }

  private static int spaceEnd(String text, int at) {
    int end = at;
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
