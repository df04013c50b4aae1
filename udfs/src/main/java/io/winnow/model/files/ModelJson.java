package io.winnow.model.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.display.Excerpt;
import io.winnow.json.JsonFormat;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JSON files of a model's folder, which anybody may have written: each kind has its bounds, and
 * what is beyond them is not read. A key that stands twice in an object is refused, since programs
 * differ in which of its values they take.
 */
public enum ModelJson {
  /** {@code config.json} and what stands beside a tokenizer: ten thousands of labels at most. */
  SETTINGS(16 << 20, 2_000_000, "settings"),
  /** {@code tokenizer.json}, {@code vocab.json}: XLM-V's million pieces take 60 MB. */
  VOCABULARY(256 << 20, 16_000_000, "a vocabulary"),
  /** The index of shards, and a safetensors header: some 20 values for each tensor. */
  TENSORS(32 << 20, 2_000_000, "a list of tensors");

  /** Of objects and lists in each other; models' files have a dozen. */
  private static final int MOST_NESTED = 64;

  private static final ObjectReader READER =
      JsonFormat.MAPPER
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // As Python writes numbers that are none; whoever reads the key says what is wrong.
          .with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

  private final long mostBytes;
  private final int mostValues;
  private final String what;

  ModelJson(long mostBytes, int mostValues, String what) {
    this.mostBytes = mostBytes;
    this.mostValues = mostValues;
    this.what = what;
  }

  /** Of a file of this kind. */
  public long mostBytes() {
    return mostBytes;
  }

  /**
   * What a file holds; missing where it is empty.
   *
   * @throws InvalidModelException if it is no JSON, or beyond a bound; names the file
   */
  public JsonNode read(Path file) throws IOException {
    GitLfs.refusePointer(file);
    long bytes = Files.size(file);
    if (bytes > mostBytes) {
      throw new InvalidModelException(
          "%s has %,d bytes; %s has at most %,d".formatted(file, bytes, what, mostBytes));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    } catch (JsonProcessingException | CharConversionException e) {
      throw new InvalidModelException("%s is no JSON: %s".formatted(file, reason(e)), e);
    }
  }

  /**
   * What bytes of a file hold, of which there are no more than the caller wants.
   *
   * @param file for messages
   * @throws IOException if it is no JSON; {@link #reason} says why
   * @throws InvalidModelException if it is beyond a bound
   */
  JsonNode read(String file, byte[] bytes) throws IOException {
    return read(file, new ByteArrayInputStream(bytes));
  }

  private JsonNode read(String file, InputStream in) throws IOException {
    try (JsonParser parser = new Counted(READER.createParser(in), file)) {
      JsonNode read = READER.readTree(parser);
      return read == null ? MissingNode.getInstance() : read;
    }
  }

  /**
   * As {@link #read}, of a file that holds an object.
   *
   * @param way how to get one, in a clause
   */
  public ObjectNode object(Path file, String way) throws IOException {
    if (read(file) instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidModelException("%s is no JSON object; %s".formatted(file, way));
  }

  /** What is wrong, and not the text around it, which may be anything. */
  static String reason(IOException e) {
    String problem =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return Excerpt.of(problem);
  }

  /** Counts values as they are read: each takes some hundred bytes of memory, whatever its text. */
  private final class Counted extends JsonParserDelegate {
    private final String file;
    private int values;
    private int depth;

    Counted(JsonParser parser, String file) {
      super(parser);
      this.file = file;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = super.nextToken();
      if (token == null || token == JsonToken.FIELD_NAME) {
        return token;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > MOST_NESTED) {
        throw new InvalidModelException(
            "%s is nested more than %d deep, which no model's file is"
                .formatted(file, MOST_NESTED));
      }
      if (++values > mostValues) {
        throw new InvalidModelException(
            "%s has more than %,d values, the most that %s has".formatted(file, mostValues, what));
      }
      return token;
    }
  }
}
