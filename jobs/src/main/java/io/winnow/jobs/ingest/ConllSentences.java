package io.winnow.jobs.ingest;

import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sentences of a file of CoNLL columns: a word a line, the word first, its tag last.
 *
 * <ul>
 *   <li>A line with a tab has its columns between tabs, so that a word may hold spaces; any other
 *       between spaces. A file whose first line has one column has no gold.
 *   <li>Blank lines and {@code -DOCSTART-} lines end a sentence.
 *   <li>A word may begin with {@code #}. A line is a comment only before a sentence's first word,
 *       and only as CoNLL-U and its kin write them: {@code # name = value}, {@code # newdoc},
 *       {@code # newpar}, {@code # id ...}.
 *   <li>A sentence with a bad line is bad as a whole; reading goes on after it.
 * </ul>
 */
final class ConllSentences {

  private static final String DOCUMENT = "-DOCSTART-";
  private static final Pattern COMMENT =
      Pattern.compile("# ([^\\s=]+( id)? = .*|(newdoc|newpar)( .*)?|id \\S.*)");
  private static final Pattern SPACES = Pattern.compile("[ \t]+");

  /**
   * @param line of the problem, or of the first word; counted from 1
   * @param problem what is wrong, null if nothing
   */
  record Block(long line, RawRecord record, String problem) {}

  private final Lines lines;
  private long firstWordLine;
  private boolean tagged;

  ConllSentences(Lines lines) {
    this.lines = lines;
  }

  /**
   * The next sentence, null after the last.
   *
   * @throws IllegalArgumentException if it is too long
   */
  Block next() {
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    long first = 0;
    long characters = 0;
    Block bad = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      boolean inside = first > 0;
      if (Lines.isBlank(line) || isDocument(line)) {
        if (inside) {
          break;
        }
        continue;
      }
      if (!inside && COMMENT.matcher(line).matches()) {
        continue;
      }
      first = inside ? first : lines.number();
      characters += line.length();
      lines.requireFits(characters, "sentence");
      String[] columns = columns(line);
      String problem = problem(columns);
      if (problem != null && bad == null) {
        bad = new Block(lines.number(), null, problem);
      }
      words.add(columns[0]);
      tags.add(columns[columns.length - 1]);
    }
    if (bad != null || first == 0) {
      return bad;
    }
    return new Block(first, RawRecord.ofWords(words, tagged ? tags : null), null);
  }

  private String problem(String[] columns) {
    if (firstWordLine == 0) {
      firstWordLine = lines.number();
      tagged = columns.length > 1;
    }
    if (columns[0].isEmpty()) {
      return "the word is empty";
    }
    if (tagged && columns.length == 1) {
      return "only the word '%s' and no tag, where line %d has both"
          .formatted(columns[0], firstWordLine);
    }
    if (!tagged && columns.length > 1) {
      return "%d columns, where line %d has one".formatted(columns.length, firstWordLine);
    }
    String tag = columns[columns.length - 1];
    return tagged && !isTag(tag)
        ? "'%s' is no tag: O or one of B- I- L- E- U- S- and a type".formatted(tag)
        : null;
  }

  private static boolean isDocument(String line) {
    return line.startsWith(DOCUMENT) && columns(line)[0].equals(DOCUMENT);
  }

  private static String[] columns(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    String bare = line.substring(0, end);
    return bare.indexOf('\t') >= 0 ? bare.split("\t", -1) : SPACES.split(bare.stripLeading());
  }

  private static boolean isTag(String tag) {
    try {
      Tags.spans(List.of(tag));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
