package io.winnow.exchange;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.ReturnedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One JSON object a line. */
final class JsonLines {

  private static final ObjectReader WHOLE_LINE =
      Fields.JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonLines() {}

  /** The record of a line. */
  interface Parser {

    /**
     * @throws BadRecord if it is no answer
     */
    ReturnedAnswer answer(JsonNode record);
  }

  static void read(InputStream in, Parser parser, AnswerReader.Sink sink) throws IOException {
    RecordLines.readAll(in, (line, to) -> to.answer(parser.answer(object(line))), sink);
  }

  private static JsonNode object(byte[] line) {
    JsonNode record;
    try {
      record = WHOLE_LINE.readTree(line);
    } catch (IOException e) {
      throw new BadRecord("it is no JSON (%s)".formatted(firstLine(e.getMessage())));
    }
    if (!record.isObject()) {
      throw new BadRecord("it is %s, not a JSON object".formatted(Fields.shown(record)));
    }
    return record;
  }

  static void write(OutputStream out, ObjectNode record) throws IOException {
    Fields.JSON.writeValue(out, record);
    out.write('\n');
  }

  static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
