package io.winnow.contract.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.parquet.ParquetRows.Undecodable;
import io.winnow.json.JsonFormat;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Makes text of a column's bytes.
 *
 * @param mostCharacters of a longer text the beginning is read, and one character more
 */
record ColumnText(int mostCharacters, Undecodable undecodable) {

  /** What a decoder puts in place of bytes that are no text. */
  private static final char REPLACED = '\uFFFD';

  /** Of JSON, the text that a string or number stands for; anything else as it is. */
  String of(PrimitiveType type, Binary utf8) {
    String text = beginning(type, utf8);
    if (type.getLogicalTypeAnnotation() instanceof JsonLogicalTypeAnnotation) {
      try {
        JsonNode value = JsonFormat.LENIENT.readTree(text);
        return value.isTextual() || value.isNumber() ? value.asText() : text;
      } catch (JsonProcessingException e) {
        return text;
      }
    }
    return text;
  }

  /**
   * @param isCut whether the last character may be a part of one
   */
  private static void requireUtf8(PrimitiveType type, ByteBuffer bytes, boolean isCut) {
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, !isCut);
    if (result.isError()) {
      throw new ParquetDecodingException(
          "a text of '%s' is not UTF-8: byte 0x%02X after %d characters"
              .formatted(type.getName(), bytes.get(bytes.position()), chars.position()));
    }
  }

  private String beginning(PrimitiveType type, Binary utf8) {
    ByteBuffer bytes = utf8.toByteBuffer().duplicate();
    // Four bytes are the most that a character takes.
    long most = 4 * (mostCharacters + 1L);
    bytes.limit(bytes.position() + (int) Math.min(bytes.remaining(), most));
    String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    if (undecodable == Undecodable.REFUSED && text.indexOf(REPLACED) >= 0) {
      requireUtf8(type, bytes, bytes.remaining() < utf8.length());
    }
    return text.length() <= mostCharacters ? text : text.substring(0, mostCharacters + 1);
  }
}
