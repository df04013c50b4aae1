package io.winnow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The contract's JSON: snake case, unknown fields of a later version ignored. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write %s as JSON".formatted(value), e);
    }
  }

  static byte[] page(Object value) {
    try {
      String json = MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write %s as JSON".formatted(value), e);
    }
  }

  static JsonNode tree(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  /**
   * @throws IllegalArgumentException if the tree is no such thing
   */
  static <T> T convert(JsonNode tree, Class<T> type) {
    return MAPPER.convertValue(tree, type);
  }

  /** The text that a JSON string or number stands for; anything else as it is. */
  static String unquoted(String json) {
    try {
      JsonNode value = MAPPER.readTree(json);
      return value.isTextual() || value.isNumber() ? value.asText() : json;
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  static <T> T read(byte[] json, Class<T> type) throws IOException {
    return MAPPER.readValue(json, type);
  }
}
