package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.Contract;
import io.winnow.exchange.AnnotationReader.BadRecordException;
import io.winnow.json.JsonFormat;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Fields of a JSON record that a tool wrote or reads. */
final class Fields {

  /** Characters of a value that a message shows. */
  private static final int SHOWN = 80;

  private Fields() {}

  /** A string, or a number as one; null if it is missing. */
  static String text(JsonNode record, String field) {
    JsonNode value = record.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new BadRecordException("its '%s' is %s, not a text".formatted(field, shown(value)));
    }
    return value.asText();
  }

  static String recordId(JsonNode record) {
    return text(record, Contract.RECORD_ID);
  }

  static String batchId(JsonNode record) {
    return text(record, Contract.BATCH_ID);
  }

  /** Null if it is missing or no number. */
  static Double seconds(JsonNode record, String field) {
    JsonNode value = record.path(field);
    return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
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
    if (value.isNumber()) {
      double number = value.doubleValue();
      if (number == Math.rint(number) && Math.abs(number) <= 1L << 53) {
        return (long) number;
      }
    }
    throw new BadRecordException("the %s is %s, no whole number".formatted(what, shown(value)));
  }

  /** An array; null if it is missing or null. */
  static JsonNode list(JsonNode record, String field) {
    JsonNode value = record.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      throw new BadRecordException("its '%s' is %s, not a list".formatted(field, shown(value)));
    }
    return value;
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
