package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import io.winnow.display.Excerpt;
import io.winnow.jobs.ingest.CsvSentence.CsvRow;
import io.winnow.text.OffsetUnit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The records of a table as RFC 4180 has it, with a header: a row a sentence, in which cells may
 * hold lists, or a row a word. Commas, semicolons, tabs or bars separate cells, whichever the
 * header tells.
 */
final class CsvRecords implements Records {

  private static final String SEPARATORS = ",;\t|";

  /** A cell may hold a document; with a limit, the parser takes as much memory at once. */
  private static final int NO_LIMIT = -1;

  private static final int MOST_COLUMNS = 10_000;

  private static final Pattern BROKEN_LIST =
      Pattern.compile("\\s*\\[.*['\"],?\\s+['\"]", Pattern.DOTALL);

  private final CsvParser parser;
  private final CsvHeader header;
  private final Function<ObjectNode, RawRecord> reading;
  private final TagColumns tags;
  private final Set<String> groups = new HashSet<>();

  /** Rows without a word on where sentences end are a list of words, and no sentence. */
  private static final int MOST_ROWS = 500;

  /** Sentences of a table of words that are read ahead. */
  private static final int AHEAD = 300;

  /** The first row of the next sentence of a table of words. */
  private CsvRow ahead;

  private final Queue<CsvSentence> first = new ArrayDeque<>();

  /** Columns of a table of words with one value a sentence; null before any was read. */
  private BitSet ofSentences;

  private boolean isOver;

  private CsvRecords(
      CsvParser parser,
      CsvHeader header,
      TagColumns tags,
      Function<ObjectNode, RawRecord> reading) {
    this.parser = parser;
    this.header = header;
    this.tags = tags;
    this.reading = reading;
  }

  /**
   * @param in in UTF-8
   * @param tags finds the column with tags
   * @param unit what offsets of spans count
   */
  static Records of(InputStream in, TagColumns tags, OffsetUnit unit) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    try {
      String first = reader.readLine();
      while (first != null && first.isBlank()) {
        first = reader.readLine();
      }
      if (first == null) {
        return () -> null;
      }
      for (char separator : SEPARATORS.toCharArray()) {
        Optional<CsvHeader> header = CsvHeader.of(parser(separator).parseLine(first));
        if (header.isPresent()) {
          CsvParser parser = parser(separator);
          parser.beginParsing(reader);
          return new CsvRecords(
              parser, header.get(), tags, record -> JsonRecord.parse(record, tags, unit));
        }
      }
      return bad(
          "the first line is to name the columns, one of them %s, or 'words' or 'word': it is '%s'"
              .formatted(Texts.NAMES, Excerpt.of(first)));
    } catch (IllegalArgumentException e) {
      return bad(e.getMessage());
    } catch (CharacterCodingException e) {
      return bad(notUtf8());
    } catch (TextParsingException e) {
      return bad(problem(e));
    }
  }

  private static CsvParser parser(char separator) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(separator);
    settings.getFormat().setQuoteEscape('"');
    settings.getFormat().setComment('\0');
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setSkipEmptyLines(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    settings.setMaxCharsPerColumn(NO_LIMIT);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setReadInputOnSeparateThread(false);
    return new CsvParser(settings);
  }

  private static Records bad(String problem) {
    List<Found> once = new ArrayList<>(List.of(failed(1, problem)));
    return () -> once.isEmpty() ? null : once.remove(0);
  }

  private static Found failed(long line, String problem) {
    return new Found(
        line,
        () -> {
          throw new IllegalArgumentException(problem);
        });
  }

  private static String notUtf8() {
    return "bytes in it are not UTF-8; name the file's encoding: init.encoding=windows-1252";
  }

  @Override
  public Found next() {
    return header.isOfWords() ? sentence() : row(nextRow());
  }

  /** Null after the last; after what can't be parsed there is no telling where a row begins. */
  private CsvRow nextRow() {
    if (isOver) {
      return null;
    }
    long line = parser.getContext().currentLine() + 2;
    try {
      String[] cells = parser.parseNext();
      isOver = cells == null || isOpen(cells);
      if (cells == null) {
        return null;
      }
      return new CsvRow(line, cells, isOver ? "a quotation mark here is never closed" : null);
    } catch (TextParsingException | IllegalStateException e) {
      isOver = true;
      return new CsvRow(line, new String[0], problem(e));
    }
  }

  private static String problem(RuntimeException e) {
    return isOfEncoding(e) ? notUtf8() : "no table from here on: " + reason(e);
  }

  private static boolean isOfEncoding(Throwable e) {
    return e != null && (e instanceof CharacterCodingException || isOfEncoding(e.getCause()));
  }

  /** Whether a cell goes to the end of the file, as the mark that ends it is missing. */
  private boolean isOpen(String[] cells) {
    boolean isOfLines =
        Arrays.stream(cells).anyMatch(it -> it != null && (it.contains("\n") || it.contains("\r")));
    return isOfLines
        && parser.getContext().currentParsedContent().chars().filter(it -> it == '"').count() % 2
            == 1;
  }

  private static String reason(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Found row(CsvRow row) {
    if (row == null) {
      return null;
    }
    if (row.isBlank()) {
      return new Found(row.line(), () -> RawRecord.ofText(""));
    }
    return new Found(
        row.line(),
        () -> {
          requireWhole(row);
          ObjectNode record = JsonNodeFactory.instance.objectNode();
          for (int i = 0; i < row.cells().length; i++) {
            if (row.cells()[i] != null) {
              record.set(name(i), cell(i, row.cells()[i]));
            }
          }
          splitWords(record);
          return reading.apply(record);
        });
  }

  private void requireWhole(CsvRow row) {
    if (row.problem() != null) {
      throw new IllegalArgumentException(row.problem());
    }
    if (row.cells().length != header.names().size()) {
      throw new IllegalArgumentException(
          "%d cells in a table of %d columns %s"
              .formatted(row.cells().length, header.names().size(), header.names()));
    }
  }

  private String name(int column) {
    String name = header.names().get(column);
    boolean isText =
        column == header.sentence() && Texts.NAMES.contains(name.toLowerCase(Locale.ROOT));
    return isText ? "text" : name;
  }

  private JsonNode cell(int column, String cell) {
    boolean isText = column == header.sentence() && name(column).equals("text");
    return isText ? JsonNodeFactory.instance.textNode(cell) : CsvCell.of(cell);
  }

  /** Words and tags may stand with blanks between them. */
  private void splitWords(ObjectNode record) {
    for (String name : header.names()) {
      JsonNode cell = record.path(name);
      boolean isOfWords = name.equals("words") || name.equals("tokens");
      if (cell.isTextual() && (isOfWords || TagFields.isSure(name))) {
        if (BROKEN_LIST.matcher(cell.textValue()).lookingAt()) {
          throw new IllegalArgumentException(
              "'%s' is a list that can't be read: %s"
                  .formatted(name, Excerpt.of(cell.textValue())));
        }
        ArrayNode list = record.putArray(name);
        for (String part : cell.textValue().strip().split("\\s+")) {
          list.add(part);
        }
      }
    }
  }

  /** A sentence of a table of words; the first ones are read ahead, to learn what columns are. */
  private Found sentence() {
    if (ofSentences == null) {
      CsvSentence next = nextSentence();
      while (next != null) {
        first.add(next);
        next = first.size() < AHEAD ? nextSentence() : null;
      }
      ofSentences = CsvSentence.ofSentences(List.copyOf(first), header.names().size());
    }
    CsvSentence sentence = first.isEmpty() ? nextSentence() : first.poll();
    return sentence == null
        ? null
        : new Found(sentence.rows().get(0).line(), () -> record(sentence));
  }

  private RawRecord record(CsvSentence sentence) {
    if (sentence.isKnown()) {
      throw new IllegalArgumentException(
          "sentence '%s' was there before: its rows are to stand one after the other"
              .formatted(sentence.group()));
    }
    if (header.group() < 0 && sentence.rows().size() > MOST_ROWS) {
      throw new IllegalArgumentException(
          "%,d rows without an end of a sentence: a column 'sentence_id' or blank lines are to tell sentences apart (columns %s)"
              .formatted(sentence.rows().size(), header.names()));
    }
    if (header.group() >= 0 && sentence.group() == null) {
      throw new IllegalArgumentException(
          "the first row of a sentence has nothing in '%s'"
              .formatted(header.names().get(header.group())));
    }
    return ofWords(sentence);
  }

  private CsvSentence nextSentence() {
    CsvRow row = ahead == null ? nextRow() : ahead;
    ahead = null;
    while (row != null && row.isBlank()) {
      row = nextRow();
    }
    if (row == null) {
      return null;
    }
    List<CsvRow> rows = new ArrayList<>();
    CsvRow begin = row;
    while (row != null && (row == begin || !row.isBlank() && !begins(row, begin))) {
      rows.add(row);
      row = nextRow();
    }
    ahead = row;
    String group = group(begin);
    return new CsvSentence(rows, group, group != null && !groups.add(group));
  }

  private String group(CsvRow row) {
    return header.group() < 0 ? null : row.cell(header.group());
  }

  private boolean begins(CsvRow row, CsvRow first) {
    String group = group(row);
    return group != null && !group.equals(group(first));
  }

  private RawRecord ofWords(CsvSentence sentence) {
    sentence.rows().forEach(this::requireWhole);
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < header.names().size(); i++) {
      String name = header.names().get(i);
      if (i != header.group() && isOfSentence(sentence, i)) {
        record.put(name, sentence.value(i));
      } else if (i != header.group()) {
        ArrayNode column = record.putArray(i == header.word() ? "words" : name);
        for (CsvRow row : sentence.rows()) {
          column.add(row.cells()[i] == null ? "" : row.cells()[i]);
        }
      }
    }
    return reading.apply(record);
  }

  /** Tags may be the same for all words of the sentences that were read ahead. */
  private boolean isOfSentence(CsvSentence sentence, int column) {
    String name = header.names().get(column);
    String value = sentence.value(column);
    return column != header.word()
        && ofSentences.get(column)
        && value != null
        && tags.kept().keeps(name)
        && !name.equals(tags.column())
        && !TagFields.isOfEntities(name)
        && !TagFields.isOfOthers(name)
        && !TagScheme.isTag(value);
  }
}
