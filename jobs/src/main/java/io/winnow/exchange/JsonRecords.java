package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.RecordTally.NotThatFormatException;
import io.winnow.exchange.RecordTally.Sink;
import io.winnow.files.Lines;
import io.winnow.json.JsonFormat;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Exports in JSON, read record by record: an object a line, or one array of them. */
final class JsonRecords {

  private JsonRecords() {}

  /**
   * Blank lines don't count.
   *
   * @throws NotThatFormatException if no line is a record
   */
  static void lines(InputStream in, Function<JsonNode, ReturnedAnnotation> parser, Sink sink)
      throws IOException {
    Lines lines = new Lines(in, RecordTally.MOST_BYTES);
    RecordTally tally = new RecordTally(sink, "line");
    boolean isOver = false;
    while (!isOver) {
      try {
        byte[] line = lines.nextBytes();
        isOver = line == null;
        if (!isOver && !isBlank(line)) {
          tally.add("line " + lines.number(), () -> List.of(parser.apply(object(line))));
        }
      } catch (Lines.TooLongException e) {
        tally.addTooLong("line " + lines.number());
      }
    }
    tally.requireOne();
  }

  private static boolean isBlank(byte[] line) {
    return IntStream.range(0, line.length).allMatch(i -> line[i] == ' ' || line[i] == '\t');
  }

  private static JsonNode object(byte[] line) {
    JsonNode record;
    try {
      record = JsonFormat.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new BadRecordException("it is no JSON (%s)", firstLine(e));
    }
    if (!record.isObject()) {
      throw new BadRecordException("it is %s, not a JSON object", Fields.shown(record));
    }
    return record;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * @param parser takes any element
   * @throws NotThatFormatException if it is no array from beginning to end, or no element of it is
   *     a record
   */
  static void array(InputStream in, Function<JsonNode, List<ReturnedAnnotation>> parser, Sink sink)
      throws IOException {
    RationedInput input = new RationedInput(in);
    try (JsonParser json = JsonFormat.LENIENT.createParser(input)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new NotThatFormatException("it is no JSON array of tasks", null);
      }
      RecordTally tally = new RecordTally(sink, "task");
      for (long number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
        if (json.currentToken() == null) {
          throw new NotThatFormatException("it ends in the middle of its tasks", null);
        }
        JsonNode element = JsonFormat.LENIENT.readTree(json);
        tally.add("task " + number, () -> parser.apply(element));
        input.left = RationedInput.RATION;
      }
      if (json.nextToken() != null) {
        throw new NotThatFormatException("it has more content after its array of tasks", null);
      }
      tally.requireOne();
    } catch (JsonProcessingException | CharConversionException e) {
      throw new NotThatFormatException("it is no whole JSON (%s)".formatted(firstLine(e)), e);
    }
  }

  /** Stops a file whose one record would fill the memory: so many bytes a record, then no more. */
  private static final class RationedInput extends FilterInputStream {

    /** Far more than one task needs, plus what the parser reads ahead. */
    private static final int RATION = 32 << 20;

    private long left = RATION;

    RationedInput(InputStream in) {
      super(in);
    }

    /** The only way in which the parser reads. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      left -= read;
      if (left < 0) {
        throw new NotThatFormatException(
            "one of its tasks is longer than %d MiB".formatted(RATION >> 20), null);
      }
      return read;
    }
  }
}
