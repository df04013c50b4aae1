package io.winnow.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.winnow.files.Lines;
import io.winnow.files.MalformedTextException;
import io.winnow.json.ArrayElements;
import io.winnow.json.ArrayElements.BrokenArrayException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/** The records of a file of JSON, however it holds them. A value may hold several. */
final class JsonFile implements Records {

  /** How a file holds its values. */
  enum Layout {
    /** A value a line. */
    LINES,
    /** One array of them. */
    ARRAY,
    /** A value over several lines, or several such values one after the other. */
    VALUES
  }

  /** Bytes that tell it. */
  static final int LOOK = 1 << 16;

  /** An element may be a document; none is as long. */
  private static final int MOST_BYTES = 1 << 29;

  /** The values of a file one after the other. */
  private interface Values {

    /** Null after the last. */
    Value next() throws IOException;
  }

  /**
   * @param json throws if it is none
   */
  private record Value(long line, Supplier<JsonNode> json) {

    static Value bad(long line, String problem) {
      return new Value(
          line,
          () -> {
            throw new IllegalArgumentException(problem);
          });
    }
  }

  private final Values values;
  private final Function<JsonNode, List<Supplier<RawRecord>>> parser;
  private final Queue<Found> pending = new ArrayDeque<>();

  private JsonFile(Values values, Function<JsonNode, List<Supplier<RawRecord>>> parser) {
    this.values = values;
    this.parser = parser;
  }

  /**
   * @param in in UTF-8
   * @param parser the records of a value, which is missing for a blank line
   */
  static JsonFile of(InputStream in, Function<JsonNode, List<Supplier<RawRecord>>> parser)
      throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in, LOOK);
    return of(bytes, new Lines(bytes, Long.MAX_VALUE), parser);
  }

  /**
   * @param lines the same bytes, for a file of lines: where it says so, it reads each as it comes
   */
  static JsonFile of(
      BufferedInputStream bytes, Lines lines, Function<JsonNode, List<Supplier<RawRecord>>> parser)
      throws IOException {
    return new JsonFile(
        switch (layout(bytes)) {
          case LINES -> lines(lines);
          case ARRAY -> elements(bytes);
          case VALUES -> values(bytes);
        },
        parser);
  }

  @Override
  public Found next() throws IOException {
    while (pending.isEmpty()) {
      Value value = values.next();
      if (value == null) {
        return null;
      }
      read(value).forEach(record -> pending.add(new Found(value.line, record)));
    }
    return pending.remove();
  }

  private List<Supplier<RawRecord>> read(Value value) {
    try {
      return parser.apply(value.json.get());
    } catch (IllegalArgumentException | MalformedTextException e) {
      return List.of(
          () -> {
            throw e;
          });
    }
  }

  /**
   * Looks at its beginning, and leaves the input there. Where the first line tells, nothing behind
   * it is waited for.
   */
  static Layout layout(BufferedInputStream in) throws IOException {
    in.mark(LOOK);
    String first = firstLine(in);
    in.reset();
    boolean isClear =
        first.startsWith("[") ? isPair(first) : !first.startsWith("{") || !isCut(first);
    if (isClear) {
      return Layout.LINES;
    }
    String begin = new String(in.readNBytes(LOOK), StandardCharsets.UTF_8).stripLeading();
    in.reset();
    if (begin.startsWith("[")) {
      // A line may be a pair of a text and its entities.
      return isPair(begin.lines().findFirst().orElse("")) ? Layout.LINES : Layout.ARRAY;
    }
    int end = begin.indexOf('\n');
    boolean isObject = begin.startsWith("{") && end >= 0;
    return isObject
            && !begin.substring(end).stripLeading().startsWith("{")
            && isCut(begin.substring(0, end))
        ? Layout.VALUES
        : Layout.LINES;
  }

  /** That is not blank, as far as may be looked at. */
  private static String firstLine(BufferedInputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int i = 0; i < LOOK; i++) {
      int next = in.read();
      if (next < 0 || next == '\n' && !line.toString(StandardCharsets.UTF_8).isBlank()) {
        break;
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  private static boolean isPair(String line) {
    return line.substring(1).stripLeading().startsWith("\"") && line.contains("{");
  }

  private static boolean isCut(String line) {
    try {
      JsonRecord.STRICT.readTree(line);
      return false;
    } catch (JsonProcessingException e) {
      return e instanceof JsonEOFException;
    }
  }

  private static Values lines(Lines lines) {
    return () -> {
      byte[] line = lines.nextBytes();
      return line == null ? null : new Value(lines.number(), () -> tree(line));
    };
  }

  private static Values elements(InputStream in) throws IOException {
    ArrayElements elements = new ArrayElements(in, MOST_BYTES, "record");
    elements.open();
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    return () -> {
      try {
        if (!elements.next(element)) {
          return null;
        }
      } catch (BrokenArrayException e) {
        return Value.bad(elements.line(), e.getMessage());
      }
      if (element.size() > MOST_BYTES) {
        return Value.bad(elements.line(), "it has more than %,d bytes".formatted(MOST_BYTES));
      }
      byte[] json = element.toByteArray();
      return new Value(elements.line(), () -> required(tree(json)));
    };
  }

  private static JsonNode tree(byte[] json) {
    String text = Lines.decode(json);
    return text.isBlank() ? JsonDocument.BLANK : JsonRecord.tree(text);
  }

  /** Of an array with a comma too many. */
  private static JsonNode required(JsonNode value) {
    if (value == JsonDocument.BLANK) {
      throw new IllegalArgumentException("nothing stands between two commas of the array");
    }
    return value;
  }

  /** What is no JSON ends the file, as nothing tells where the next value begins. */
  private static Values values(InputStream in) throws IOException {
    MappingIterator<JsonNode> found = JsonRecord.STRICT.forType(JsonNode.class).readValues(in);
    boolean[] isOver = {false};
    return () -> {
      if (isOver[0]) {
        return null;
      }
      try {
        if (!found.hasNextValue()) {
          return null;
        }
        long line = found.getCurrentLocation().getLineNr();
        JsonNode value = found.nextValue();
        return new Value(line, () -> value);
      } catch (JsonProcessingException e) {
        isOver[0] = true;
        long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        return Value.bad(line, "not JSON: " + e.getOriginalMessage());
      }
    };
  }
}
