package io.winnow.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * JSON as the workspace writes it: a record's fields in their order, maps in theirs, instants and
 * durations in ISO 8601, run ids as text, two spaces of indent. Reading lets unknown fields pass,
 * so that a newer Winnow may add some; a missing or cut-off one is an error.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonFormat.MAPPER
          .rebuild()
          .addModule(
              new SimpleModule()
                  .addSerializer(new ToStringSerializer(Instant.class))
                  .addSerializer(new ToStringSerializer(Duration.class))
                  .addSerializer(new ToStringSerializer(RunId.class))
                  .addDeserializer(Instant.class, new OfText<>(Instant.class, Instant::parse))
                  .addDeserializer(Duration.class, new OfText<>(Duration.class, Duration::parse))
                  .addDeserializer(RunId.class, new OfText<>(RunId.class, RunId::new)))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          value.getClass().getSimpleName() + " can't be written as JSON", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the text is cut off, no JSON, or lacks a field
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new IllegalArgumentException("null is no " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  public static JsonNode tree(String text) {
    return read(text, JsonNode.class);
  }

  private static final class OfText<T> extends FromStringDeserializer<T> {
    private final transient Function<String, T> parse;

    OfText(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) throws IOException {
      try {
        return parse.apply(text);
      } catch (RuntimeException e) {
        throw context.weirdStringException(text, handledType(), e.getMessage());
      }
    }
  }
}
