package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.Contract;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.json.JsonFormat;
import io.winnow.text.OffsetUnit;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Fields of a JSON record that a tool wrote or reads. */
final class Fields {

  /** Characters of a value that a message shows. */
  private static final int SHOWN = 80;

  private Fields() {}

  /**
   * @param sent what we sent along: it names the sentence and its batch
   */
  static ReturnedAnnotation annotation(
      JsonNode sent,
      String annotator,
      String status,
      List<ReturnedAnnotation.Span> spans,
      Double seconds,
      String comment) {
    return new ReturnedAnnotation(
        text(sent, Contract.RECORD_ID),
        text(sent, Contract.BATCH_ID),
        annotator,
        status,
        spans,
        null,
        seconds,
        comment,
        null);
  }

  /** A string, or a number as one; null if it is missing. */
  static String text(JsonNode record, String field) {
    JsonNode value = record.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new BadRecordException("its '%s' is %s, not a text", field, shown(value));
    }
    return value.asText();
  }

  /** The sentence's text as the tool has it. */
  static String sentence(JsonNode record, String field) {
    String text = text(record, field);
    if (text == null) {
      throw new BadRecordException("it has no 'text'");
    }
    return text;
  }

  /**
   * @throws BadRecordException if there is no whole number
   */
  static long offset(JsonNode span, String field) {
    return whole(span.path(field), "'%s' of a span".formatted(field));
  }

  /**
   * @param what the value is, for the message
   * @throws BadRecordException if it is no whole number
   */
  static long whole(JsonNode value, String what) {
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (number == Math.rint(number) && Math.abs(number) <= 1L << 53) {
      return (long) number;
    }
    throw new BadRecordException("the %s is %s, no whole number", what, shown(value));
  }

  /** An array; null if it is missing or null. */
  static JsonNode list(JsonNode record, String field) {
    JsonNode value = record.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      throw new BadRecordException("its '%s' is %s, not a list", field, shown(value));
    }
    return value;
  }

  /**
   * @param list null: no spans
   */
  static List<ReturnedAnnotation.Span> spans(
      JsonNode list, Function<JsonNode, ReturnedAnnotation.Span> parser) {
    List<ReturnedAnnotation.Span> spans = new ArrayList<>();
    if (list != null) {
      list.forEach(span -> spans.add(parser.apply(span)));
    }
    return spans;
  }

  /**
   * A span as the tool counts it, in code points, with what the tool had between the offsets, so
   * that a tool that changed the text is found out.
   *
   * @param text as the tool has it
   * @param type null if the tool gave none
   * @param quote what the tool says it had between the offsets; null: what its text has there
   */
  static ReturnedAnnotation.Span span(
      OffsetUnit unit, String text, long start, long end, String type, String quote) {
    return new ReturnedAnnotation.Span(
        unit.toCodePoints(text, start),
        unit.toCodePoints(text, end),
        type,
        quote != null ? quote : unit.cut(text, start, end));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * A record for a tool. Characters beyond U+FFFF are escaped, which Jackson does in bytes alone.
   */
  static String json(JsonNode record) {
    try {
      return new String(JsonFormat.MAPPER.writeValueAsBytes(record), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write a record as JSON", e);
    }
  }

  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    if (value.isContainerNode()) {
      return value.isArray() ? "a list" : "an object";
    }
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
