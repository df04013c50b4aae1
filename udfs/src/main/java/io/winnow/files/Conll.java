package io.winnow.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sentences as columns: a word a line, the word first, its tag last; an empty line ends a sentence.
 *
 * <ul>
 *   <li>A line with a tab has its columns between tabs, so that a word may hold spaces; any other
 *       between spaces.
 *   <li>A word may begin with {@code #}. A line is a comment only before a sentence's first word,
 *       and only as CoNLL-U and its kin write them: {@code # name = value}, {@code # newdoc},
 *       {@code # newpar}, {@code # id ...}.
 *   <li>{@code -DOCSTART-} lines end a sentence, too.
 * </ul>
 */
public final class Conll {

  private static final String DOCUMENT = "-DOCSTART-";
  private static final Pattern COMMENT =
      Pattern.compile("# ([^\\s=]+( id)? = .*|(newdoc|newpar)( .*)?|id \\S.*)");
  private static final Pattern SPACES = Pattern.compile("[ \t]+");
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]");

  private final Lines lines;
  private final long mostCharacters;

  /**
   * A sentence as it stands in the file.
   *
   * @param line of its first comment or word, from 1
   * @param firstWord line of its first word; the others follow it line by line
   * @param words the line of each word, see {@link #columns}
   */
  public record Block(long line, long firstWord, List<String> comments, List<String> words) {}

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
    long first = 0;
    long firstWord = 0;
    long characters = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      boolean isBlank = isBlank(line);
      if (isBlank || isDocument(line)) {
        if (!words.isEmpty() || isBlank && !comments.isEmpty()) {
          break;
        }
        continue;
      }
      first = first == 0 ? lines.number() : first;
      characters += line.length();
      if (characters > mostCharacters) {
        throw new Lines.TooLongException("sentence");
      }
      if (words.isEmpty() && COMMENT.matcher(line).matches()) {
        comments.add(line);
      } else {
        firstWord = firstWord == 0 ? lines.number() : firstWord;
        words.add(line);
      }
    }
    return first == 0 ? null : new Block(first, firstWord, comments, words);
  }

  /** Passes over the rest of a sentence that was too long. */
  public void skip() throws IOException {
    while (true) {
      try {
        String line = lines.next();
        if (line == null || isBlank(line)) {
          return;
        }
      } catch (Lines.TooLongException e) {
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

  private static boolean isBlank(String line) {
    return line.chars().allMatch(c -> c == ' ' || c == '\t');
  }

  private static boolean isDocument(String line) {
    return line.startsWith(DOCUMENT) && columns(line)[0].equals(DOCUMENT);
  }

  /** The columns of a word's line, one at least. */
  public static String[] columns(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    String bare = line.substring(0, end);
    return bare.indexOf('\t') >= 0 ? bare.split("\t", -1) : SPACES.split(bare.stripLeading());
  }
}
