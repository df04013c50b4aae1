package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.AnnotationReader.BadRecordException;
import io.winnow.exchange.AnnotationReader.NotThatFormatException;
import io.winnow.files.Lines;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.io.InputStream;

/** One JSON object a line. */
final class JsonLines {

  private JsonLines() {}

  /** The record of a line. */
  interface Parser {
    /**
     * @throws BadRecordException if it is no answer
     */
    ReturnedAnnotation annotation(JsonNode record);
  }

  /**
   * Blank lines don't count.
   *
   * @throws NotThatFormatException if no line is a record
   */
  static void read(InputStream in, Parser parser, AnnotationReader.Sink sink) throws IOException {
    Lines lines = new Lines(in, RecordTally.MOST_BYTES);
    RecordTally tally = new RecordTally(sink, "line");
    boolean isOver = false;
    while (!isOver) {
      try {
        byte[] line = lines.nextBytes();
        isOver = line == null;
        if (!isOver && !isBlank(line)) {
          tally.add("line " + lines.number(), to -> to.annotation(parser.annotation(object(line))));
        }
      } catch (Lines.TooLongException e) {
        tally.addTooLong("line " + lines.number());
      }
    }
    tally.requireOne();
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private static JsonNode object(byte[] line) {
    JsonNode record;
    try {
      record = JsonFormat.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new BadRecordException("it is no JSON (%s)".formatted(firstLine(e.getMessage())));
    }
    if (!record.isObject()) {
      throw new BadRecordException("it is %s, not a JSON object".formatted(Fields.shown(record)));
    }
    return record;
  }

  static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
