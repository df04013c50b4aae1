package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * A list or an object as a cell has it: JSON, or what Python prints, such as {@code ['a', "it's"]},
 * {@code [(0, 3, 'PER')]} and numpy's lists, which have no commas.
 */
final class CsvCell {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String text;
  private int at;

  private CsvCell(String text) {
    this.text = text;
  }

  /** The cell as it is, if it is neither a list nor an object. */
  static JsonNode of(String cell) {
    String stripped = cell.strip();
    if (!stripped.startsWith("[") && !stripped.startsWith("{")) {
      return JSON.textNode(cell);
    }
    try {
      return JsonRecord.tree(stripped);
    } catch (IllegalArgumentException noJson) {
      return new CsvCell(stripped).whole(cell);
    }
  }

  private JsonNode whole(String cell) {
    try {
      JsonNode value = value();
      blanks();
      return at == text.length() ? value : JSON.textNode(cell);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      // A text may begin with a bracket.
      return JSON.textNode(cell);
    }
  }

  private JsonNode value() {
    blanks();
    char first = text.charAt(at);
    return switch (first) {
      case '[' -> list(']');
      case '(' -> list(')');
      case '{' -> object();
      case '\'', '"' -> JSON.textNode(string(first));
      default -> plain();
    };
  }

  private ArrayNode list(char end) {
    ArrayNode list = JSON.arrayNode();
    at++;
    for (blanks(); text.charAt(at) != end; blanks()) {
      list.add(value());
      comma();
    }
    at++;
    return list;
  }

  private ObjectNode object() {
    ObjectNode object = JSON.objectNode();
    at++;
    for (blanks(); text.charAt(at) != '}'; blanks()) {
      String key = value().asText();
      blanks();
      if (text.charAt(at++) != ':' || object.has(key)) {
        throw new IllegalArgumentException("no object");
      }
      object.set(key, value());
      comma();
    }
    at++;
    return object;
  }

  private void comma() {
    blanks();
    at += text.charAt(at) == ',' ? 1 : 0;
  }

  private String string(char quote) {
    StringBuilder string = new StringBuilder();
    for (at++; text.charAt(at) != quote; at++) {
      if (text.charAt(at) != '\\') {
        string.append(text.charAt(at));
      } else {
        at++;
        string.append(escaped());
      }
    }
    at++;
    return string.toString();
  }

  /** Leaves the place at the escape's last character. */
  private String escaped() {
    char sign = text.charAt(at);
    int digits =
        switch (sign) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    if (digits > 0) {
      String hex = text.substring(at + 1, at + 1 + digits);
      at += digits;
      return Character.toString(Integer.parseInt(hex, 16));
    }
    return switch (sign) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '\\', '\'', '"' -> String.valueOf(sign);
      default -> "\\" + sign;
    };
  }

  /** A number, None, True or False. */
  private JsonNode plain() {
    int from = at;
    while (at < text.length() && ",:]}) \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    return switch (word) {
      case "None" -> JSON.nullNode();
      case "True" -> JSON.booleanNode(true);
      case "False" -> JSON.booleanNode(false);
      default ->
          word.matches("-?\\d{1,18}")
              ? JSON.numberNode(Long.parseLong(word))
              : JSON.numberNode(new BigDecimal(word));
    };
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
