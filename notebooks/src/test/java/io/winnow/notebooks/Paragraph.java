package io.winnow.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One paragraph of a note.
 *
 * @param interpreter such as {@code spark.sql}
 * @param code what that interpreter gets
 */
record Paragraph(String id, String title, String interpreter, String code, JsonNode json) {

  private static final Pattern TEXT = Pattern.compile("%(\\S+)\\s+(.*)", Pattern.DOTALL);

  static Paragraph of(JsonNode json) {
    Matcher text = TEXT.matcher(json.path("text").asText());
    if (!text.matches()) {
      throw new IllegalArgumentException("A paragraph names no interpreter: " + json.path("text"));
    }
    return new Paragraph(
        json.path("id").asText(), json.path("title").asText(), text.group(1), text.group(2), json);
  }
}
