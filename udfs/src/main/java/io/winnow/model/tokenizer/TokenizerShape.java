package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.display.Excerpt;
import io.winnow.model.files.InvalidModelException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every {@code tokenizer.json} looks like, whatever its kind: checked before native code sees
 * one, which ends the process at some damaged files and takes any time and memory for others.
 */
final class TokenizerShape {

  private static final List<String> PIPELINE =
      List.of("normalizer", "pre_tokenizer", "post_processor", "decoder");

  /** Of sequences in sequences; one is usual. */
  private static final int MOST_NESTED = 12;

  /** Objects of one of {@link #PIPELINE}; most have fewer than 10. */
  private static final int MOST_PARTS = 1_000;

  /** Native code compares each with each. */
  private static final int MOST_ADDED = 20_000;

  private static final int LONGEST_ADDED = 1_000;

  private static final int LONGEST_SHOWN = 40;

  private static final List<String> FLAGS =
      List.of("single_word", "lstrip", "rstrip", "normalized", "special");

  private static final int LONGEST_WORD = 1_000;

  private static final String CHARSMAP = "precompiled_charsmap";

  private final String file;

  private TokenizerShape(String file) {
    this.file = file;
  }

  /**
   * @param file for messages
   * @throws InvalidModelException that names what is wrong
   */
  static void check(Object file, ObjectNode tokenizer) {
    TokenizerShape shape = new TokenizerShape(file.toString());
    shape.vocabulary(tokenizer.path("model").path("vocab"));
    shape.added(tokenizer.path("added_tokens"));
    shape.longestWord(tokenizer.path("model").path("max_input_chars_per_word"));
    Growth.problem(tokenizer.path("normalizer"))
        .ifPresent(
            it -> {
              throw shape.wrong("its normalizer %s", it);
            });
    for (String part : PIPELINE) {
      int parts = shape.parts(part, tokenizer.path(part), 0);
      if (parts > MOST_PARTS) {
        throw shape.wrong("its %s has %,d parts, of at most %,d", part, parts, MOST_PARTS);
      }
    }
  }

  /** As {@link #check}, of the added tokens alone. */
  static void checkAdded(Object file, ObjectNode tokenizer) {
    new TokenizerShape(file.toString()).added(tokenizer.path("added_tokens"));
  }

  private void vocabulary(JsonNode vocab) {
    if (vocab.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> entries = vocab.fields();
      while (entries.hasNext()) {
        Map.Entry<String, JsonNode> entry = entries.next();
        id("sub-word '" + shown(entry.getKey()) + "'", entry.getValue());
      }
      return;
    }
    if (!vocab.isArray()) {
      throw wrong("its model has no vocab: it must be an object of sub-words and ids, or a list");
    }
    int place = 0;
    for (JsonNode piece : vocab) {
      boolean isPiece =
          piece.size() == 2
              && piece.path(0).isTextual()
              && piece.path(1).isNumber()
              && Double.isFinite(piece.path(1).asDouble());
      if (!isPiece) {
        throw wrong("entry %,d of its vocab is no pair of a piece and a finite score", place);
      }
      place++;
    }
  }

  private void added(JsonNode tokens) {
    if (tokens.isMissingNode() || tokens.isNull()) {
      return;
    }
    if (!tokens.isArray()) {
      throw wrong("its added_tokens are no list");
    }
    if (tokens.size() > MOST_ADDED) {
      throw wrong(
          "it has %,d added_tokens, of at most %,d; put words of a language into the vocabulary"
              + " instead",
          tokens.size(), MOST_ADDED);
    }
    for (JsonNode token : tokens) {
      if (!token.path("content").isTextual()) {
        throw wrong("one of its added_tokens has no content");
      }
      String content = token.path("content").asText();
      if (content.length() > LONGEST_ADDED) {
        throw wrong(
            "the added token '%s' has %,d characters, of at most %,d",
            shown(content), content.length(), LONGEST_ADDED);
      }
      id("the added token '" + shown(content) + "'", token.path("id"));
      for (String flag : FLAGS) {
        if (token.has(flag) && !token.get(flag).isBoolean()) {
          throw wrong(
              "%s of the added token '%s' is %s; it must be true or false",
              flag, shown(content), shown(token.get(flag).toString()));
        }
      }
    }
  }

  private void id(String what, JsonNode id) {
    boolean isId = id.isIntegralNumber() && id.canConvertToInt() && id.asInt() >= 0;
    if (!isId || id.asInt() == Integer.MAX_VALUE) {
      throw wrong(
          "%s has the id %s, which must be a whole number from 0 to below %,d",
          what, id.isMissingNode() ? "of none" : shown(id.toString()), Integer.MAX_VALUE);
    }
  }

  /** The time for a word that is none grows with the square of this and more. */
  private void longestWord(JsonNode most) {
    boolean isUsual = most.isIntegralNumber() && most.asLong() > 0 && most.asLong() <= LONGEST_WORD;
    if (!most.isMissingNode() && !isUsual) {
      throw wrong(
          "its max_input_chars_per_word is %s; it must be a whole number from 1 to %,d",
          shown(most.toString()), LONGEST_WORD);
    }
  }

  /** Of a normaliser that is compiled: Base64, or the bytes that become that. */
  private void charsmap(JsonNode node) {
    JsonNode map = node.path(CHARSMAP);
    if (map.isMissingNode() && !node.path("type").asText().equals("Precompiled")) {
      return;
    }
    Optional<String> problem =
        map.isTextual() || map.isBinary()
            ? Charsmap.problem(map.asText())
            : Optional.of("is no text");
    if (problem.isPresent()) {
      throw wrong("its %s %s", CHARSMAP, problem.get());
    }
  }

  private int parts(String part, JsonNode node, int depth) {
    if (depth > 2 * MOST_NESTED) {
      throw wrong("its %s is nested more than %d deep", part, MOST_NESTED);
    }
    charsmap(node);
    int parts = node.isObject() ? 1 : 0;
    if (node.isContainerNode()) {
      for (JsonNode below : node) {
        parts += parts(part, below, depth + 1);
      }
    }
    return parts;
  }

  private static String shown(String text) {
    return Excerpt.of(text, LONGEST_SHOWN);
  }

  private InvalidModelException wrong(String why, Object... values) {
    return new InvalidModelException(
        "%s is no tokenizer of HuggingFace's: %s".formatted(file, why.formatted(values)));
  }
}
