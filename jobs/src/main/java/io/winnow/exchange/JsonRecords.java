package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.RecordTally.NotThatFormatException;
import io.winnow.exchange.RecordTally.Sink;
import io.winnow.files.Lines;
import io.winnow.files.MalformedTextException;
import io.winnow.json.ArrayElements;
import io.winnow.json.ArrayElements.BrokenArrayException;
import io.winnow.json.JsonFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Exports in JSON, read record by record, whichever way a file holds them: an object a line, or one
 * array of them.
 */
final class JsonRecords {

  private static final ObjectReader STRICT =
      JsonFormat.MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  /** How far an array's bracket may lie behind blank lines. */
  private static final int MOST_BLANKS = 1 << 16;

  private JsonRecords() {}

  /** Takes the records in the file's order. */
  interface Parser {

    /**
     * @param place such as {@code line 7}
     * @param record an object
     * @throws BadRecordException if it is no record
     */
    void record(String place, JsonNode record) throws IOException;
  }

  /**
   * @param bad gets what is no record
   * @throws NotThatFormatException if it holds no record, or is neither lines nor a whole array
   */
  static void read(InputStream in, Parser parser, Sink bad) throws IOException {
    BufferedInputStream input = new BufferedInputStream(in, MOST_BLANKS);
    try {
      if (isArray(input)) {
        array(input, parser, bad);
      } else {
        lines(input, parser, bad);
      }
    } catch (BrokenArrayException e) {
      throw new NotThatFormatException(e.getMessage(), e);
    } catch (MalformedTextException e) {
      throw new NotThatFormatException(e.getMessage() + "; name its encoding with --encoding", e);
    }
  }

  /** Leaves the input behind the bracket of an array, else at its beginning. */
  private static boolean isArray(BufferedInputStream in) throws IOException {
    in.mark(MOST_BLANKS);
    int next = in.read();
    for (int blanks = 1; ArrayElements.isSpace(next) && blanks < MOST_BLANKS; blanks++) {
      next = in.read();
    }
    if (next != '[') {
      in.reset();
    }
    return next == '[';
  }

  private static void lines(InputStream in, Parser parser, Sink bad) throws IOException {
    Lines lines = new Lines(in, RecordTally.MOST_BYTES);
    RecordTally tally = new RecordTally(bad, "line");
    boolean isOver = false;
    while (!isOver) {
      try {
        byte[] line = lines.nextBytes();
        isOver = line == null;
        if (!isOver && !isBlank(line)) {
          add(tally, "line " + lines.number(), line, parser);
        }
      } catch (Lines.TooLongException e) {
        tally.addTooLong("line " + lines.number());
      }
    }
    tally.requireOne();
  }

  private static boolean isBlank(byte[] line) {
    for (byte one : line) {
      if (!ArrayElements.isSpace(one)) {
        return false;
      }
    }
    return true;
  }

  private static void array(InputStream in, Parser parser, Sink bad) throws IOException {
    ArrayElements elements = new ArrayElements(in, RecordTally.MOST_BYTES, "task");
    RecordTally tally = new RecordTally(bad, "task");
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    while (elements.next(element)) {
      String place = "task " + elements.number();
      if (element.size() > RecordTally.MOST_BYTES) {
        tally.addTooLong(place);
      } else {
        add(tally, place, element.toByteArray(), parser);
      }
    }
    tally.requireOne();
  }

  private static void add(RecordTally tally, String place, byte[] json, Parser parser)
      throws IOException {
    tally.attempt(place, () -> parser.record(place, object(json)));
  }

  private static JsonNode object(byte[] json) {
    JsonNode record;
    try {
      record = STRICT.readTree(Lines.decode(json));
    } catch (MalformedTextException e) {
      throw new BadRecordException(
          Fault.ENCODING,
          "%s; if the file is in another encoding, name it with --encoding",
          e.getMessage());
    } catch (JsonProcessingException e) {
      throw new BadRecordException(Fault.NO_JSON, "it is no JSON (%s)", firstLine(e));
    }
    if (!record.isObject()) {
      throw new BadRecordException(
          Fault.NOT_THE_TOOLS, "it is %s, not an object", Fields.shown(record));
    }
    requireWholeCharacters(record);
    return record;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** An escape such as {@code \ud83d} may stand for half a character, which no text has. */
  private static void requireWholeCharacters(JsonNode value) {
    if (value.isTextual()) {
      requireWholeCharacters(value.textValue());
    }
    value.fieldNames().forEachRemaining(JsonRecords::requireWholeCharacters);
    value.forEach(JsonRecords::requireWholeCharacters);
  }

  private static void requireWholeCharacters(String text) {
    int half = -1;
    for (int at = 0;
        at < text.length() && half < 0;
        at += Character.charCount(text.codePointAt(at))) {
      half = Character.getType(text.codePointAt(at)) == Character.SURROGATE ? at : -1;
    }
    if (half >= 0) {
      throw new BadRecordException(
          Fault.ENCODING,
          "it has half a character, \\u%04x without its other half",
          (int) text.charAt(half));
    }
  }
}
