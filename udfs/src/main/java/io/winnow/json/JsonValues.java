package io.winnow.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Values that a record's fields are to have. */
public final class JsonValues {

  private JsonValues() {}

  /**
   * A text as people write it.
   *
   * @param name of the field, for the message
   * @throws IllegalArgumentException if it is no string, or holds NUL or half of a surrogate pair
   */
  public static String string(JsonNode node, String name) {
    if (!node.isTextual()) {
      throw problem(node, name, "string");
    }
    String text = node.textValue();
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            "character %d of %s is %s: no text has it"
                .formatted(
                    text.codePointCount(0, at) + 1,
                    name,
                    c == 0 ? "NUL (U+0000)" : "half of a surrogate pair (U+%X)".formatted(c)));
      }
      at += Character.charCount(c);
    }
    return text;
  }

  /**
   * @throws IllegalArgumentException if it is none that an int holds
   */
  public static int integer(JsonNode node, String name) {
    if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToInt()) {
      throw problem(node, name, "whole number");
    }
    return node.intValue();
  }

  private static IllegalArgumentException problem(JsonNode node, String name, String wanted) {
    return new IllegalArgumentException(
        "%s is %s, not a %s".formatted(name, node.isMissingNode() ? "absent" : node, wanted));
  }
}
