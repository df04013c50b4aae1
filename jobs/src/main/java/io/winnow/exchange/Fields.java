package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.display.Excerpt;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.SentBatches.SentKey;
import io.winnow.json.JsonFormat;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Fields of a JSON record that a tool wrote or reads. */
final class Fields {

  /** What we sent, under any of our names for it: never an answer. */
  static final Set<String> SENT =
      Set.of(
          Contract.TEXT,
          Contract.RECORD_ID,
          Contract.BATCH_ID,
          "tokens",
          "words",
          "suggestions",
          "predictions",
          "versions",
          "meta",
          Contract.METADATA,
          Contract.CONTEXT_BEFORE,
          Contract.CONTEXT_AFTER);

  /** Characters of a value that a message shows. */
  private static final int SHOWN = 80;

  private Fields() {}

  /** Writes what stands beside a sentence, and nothing where nothing does. */
  static void addShown(OutboundSentence sentence, ObjectNode record) {
    sentence
        .shown()
        .texts()
        .forEach(
            (name, text) -> {
              if (!text.isEmpty()) {
                record.put(name, text);
              }
            });
  }

  /**
   * @param sent what we sent along: it names the sentence and its batch
   */
  static SentKey sentence(JsonNode sent) {
    return new SentKey(text(sent, Contract.RECORD_ID), text(sent, Contract.BATCH_ID));
  }

  /** A string, or a number as one; null if it is missing. */
  static String text(JsonNode record, String field) {
    JsonNode value = record.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new BadRecordException(Fault.FIELD, "its '%s' is %s, not a text", field, shown(value));
    }
    return value.asText();
  }

  /** The sentence's text as the tool has it. */
  static String copy(JsonNode record, String field) {
    String text = text(record, field);
    if (text == null) {
      throw new BadRecordException(Fault.FIELD, "it has no 'text'");
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
    throw new BadRecordException(Fault.REGION, "the %s is %s, no whole number", what, shown(value));
  }

  /** An array; null if it is missing or null. */
  static JsonNode list(JsonNode record, String field) {
    JsonNode value = record.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      throw new BadRecordException(Fault.FIELD, "its '%s' is %s, not a list", field, shown(value));
    }
    return value;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode listOf(JsonNode one) {
    return JsonNodeFactory.instance.arrayNode().add(one);
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
    return shown(value.toString());
  }

  /** The beginning of a long text. */
  static String shown(String text) {
    return Excerpt.of(text, SHOWN);
  }
}
