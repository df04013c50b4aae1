package io.winnow.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences as columns: a word a line; an empty line ends a sentence, and so does one of characters
 * that can't be seen.
 *
 * <ul>
 *   <li>A line with a tab has its columns between tabs, so that a word may hold spaces; any other
 *       between spaces. Blanks of any kind at a column's ends are no part of it.
 *   <li>A word may begin with {@code #}. A line is a comment only before a sentence's first word,
 *       and only as CoNLL-U and its kin write them: {@code # name = value}, {@code # newdoc},
 *       {@code # newpar}, {@code # id ...}.
 *   <li>{@code -DOCSTART-}, {@code #begin document} and {@code #end document} end a sentence, too;
 *       the first two begin a document.
 * </ul>
 */
public final class Conll {

  private static final String DOCUMENT = "-DOCSTART-";
  private static final Pattern COMMENT =
      Pattern.compile("# ([^\\s=]+( id)? = .*|(newdoc|newpar)( .*)?|id \\S.*)");
  private static final Pattern BOUNDARY =
      Pattern.compile("#(begin|end) document\\b\\s*(\\((?<name>[^)]*)\\))?.*");
  private static final Pattern SPACES = Pattern.compile("[ \t]+");
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]");
  private static final int ZERO_WIDTH_SPACE = 0x200B;
  private static final int NEXT_LINE = 0x85;

  private final Lines lines;
  private final long mostCharacters;
  private Document document = new Document(0, null);

  /**
   * The document that sentences are in, by the lines between them.
   *
   * @param number how many documents have begun, this one too; 0 before the first
   * @param name null: it is not given
   */
  public record Document(long number, String name) {}

  /**
   * A sentence as it stands in the file.
   *
   * @param line of its first comment or word, from 1
   * @param firstWord line of its first word; the others follow it line by line
   * @param words the line of each word, see {@link #columns}
   * @param problem where one of its lines is no text; then its words are not all there
   */
  public record Block(
      long line,
      long firstWord,
      List<String> comments,
      List<String> words,
      Document document,
      Optional<Problem> problem) {}

  /**
   * What is wrong with a sentence.
   *
   * @param line from 1
   * @param reason a {@link MalformedTextException}, or an IllegalArgumentException
   */
  public record Problem(long line, RuntimeException reason) {}

  /** Of sentences of at most so many characters. */
  public Conll(Lines lines, long mostCharacters) {
    this.lines = lines;
    this.mostCharacters = mostCharacters;
  }

  /**
   * The next sentence, null after the last. One may have comments and no word.
   *
   * @throws Lines.TooLongException as soon as a line or the sentence passes its limit
   */
  public Block next() throws IOException {
    List<String> comments = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Document within = null;
    Problem problem = null;
    long first = 0;
    long firstWord = 0;
    long characters = 0;
    while (true) {
      long before = lines.number();
      String line;
      try {
        line = lines.next();
      } catch (MalformedTextException e) {
        if (lines.number() == before) {
          throw e; // Nothing can be read behind it.
        }
        first = first == 0 ? lines.number() : first;
        problem = problem == null ? new Problem(lines.number(), e) : problem;
        continue;
      }
      boolean isBlank = line == null || isBlank(line);
      if (isBlank || isBoundary(line)) {
        within = within == null && !words.isEmpty() ? document : within;
        document = isBlank ? document : after(line);
        boolean isOver = !words.isEmpty() || problem != null || isBlank && !comments.isEmpty();
        if (isOver || line == null) {
          break;
        }
        continue;
      }
      first = first == 0 ? lines.number() : first;
      characters += line.length();
      if (characters > mostCharacters) {
        throw new Lines.TooLongException("sentence");
      }
      if (words.isEmpty() && isComment(line)) {
        comments.add(line);
      } else {
        firstWord = firstWord == 0 ? lines.number() : firstWord;
        words.add(line);
      }
    }
    return first == 0
        ? null
        : new Block(
            first,
            Math.max(first, firstWord),
            comments,
            words,
            within == null ? document : within,
            Optional.ofNullable(problem));
  }

  /** The document behind a line that is between two. */
  private Document after(String boundary) {
    if (boundary.startsWith(DOCUMENT)) {
      return new Document(document.number() + 1, null);
    }
    Matcher matcher = BOUNDARY.matcher(boundary);
    return matcher.matches() && matcher.group(1).equals("begin")
        ? new Document(document.number() + 1, matcher.group("name"))
        : document;
  }

  /** Passes over the rest of a sentence that was too long. */
  public void skip() throws IOException {
    while (true) {
      long before = lines.number();
      try {
        String line = lines.next();
        if (line == null || isBlank(line)) {
          return;
        }
      } catch (Lines.TooLongException | MalformedTextException e) {
        if (lines.number() == before) {
          throw e;
        }
        // One more line of it.
      }
    }
  }

  /** Writes a sentence of two columns, parted by a tab, and the empty line after it. */
  public static void append(StringBuilder out, List<String> words, List<String> tags) {
    for (int i = 0; i < words.size(); i++) {
      out.append(column(words.get(i))).append('\t').append(tags.get(i)).append('\n');
    }
    out.append('\n');
  }

  /** A word as a column: many readers take any blank for a column's end. */
  public static String column(String word) {
    String column = BLANK.matcher(word).replaceAll("_");
    return column.isEmpty() ? "_" : column;
  }

  /** Whether a line is a comment if no word of its sentence stands before it. */
  public static boolean isComment(String line) {
    return line.startsWith("#") && COMMENT.matcher(line).matches();
  }

  private static boolean isBlank(String line) {
    // No stream: this is asked of every line, and its first character nearly always decides.
    for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
      if (isSeen(line.codePointAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeen(int c) {
    return !isBlank(c) && !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == ZERO_WIDTH_SPACE
        || c == NEXT_LINE;
  }

  private static boolean isBoundary(String line) {
    return line.startsWith(DOCUMENT) && columns(line)[0].equals(DOCUMENT)
        || line.startsWith("#") && BOUNDARY.matcher(line).matches();
  }

  /** The columns of a word's line, one at least. */
  public static String[] columns(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    String bare = line.substring(0, end);
    String[] columns =
        bare.indexOf('\t') >= 0 ? bare.split("\t", -1) : SPACES.split(bare.stripLeading());
    for (int i = 0; i < columns.length; i++) {
      columns[i] = stripped(columns[i]);
    }
    return columns;
  }

  private static String stripped(String column) {
    int from = 0;
    int to = column.length();
    while (from < to && isBlank(column.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(column.charAt(to - 1))) {
      to--;
    }
    return column.substring(from, to);
  }
}
