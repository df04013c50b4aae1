package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tokens stand for.
 *
 * @param byRole content by role, such as {@code cls_token}, in the order of {@link #ROLES}
 * @param others further special tokens
 */
record SpecialTokens(Map<String, String> byRole, List<String> others) {

  /** In the order in which transformers adds those that a tokenizer lacks. */
  static final List<String> ROLES =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  private static final String ADDITIONAL = "additional_special_tokens";

  /**
   * @param config tokenizer_config.json
   */
  static SpecialTokens of(JsonNode config, TokenizerClass kind) {
    Map<String, String> byRole = new LinkedHashMap<>();
    for (String role : ROLES) {
      String content = config.has(role) ? content(config.get(role)) : kind.special.get(role);
      if (content != null) {
        byRole.put(role, content);
      }
    }
    List<String> others = new ArrayList<>(config.has(ADDITIONAL) ? List.of() : kind.others());
    for (String key : List.of(ADDITIONAL, "extra_special_tokens")) {
      // A list of tokens, or an object of tokens by name.
      config.path(key).elements().forEachRemaining(token -> others.add(content(token)));
    }
    others.removeIf(content -> content == null);
    return new SpecialTokens(byRole, others);
  }

  /** Further special tokens are those of both files, tokenizer_config.json's first. */
  static void join(JsonNode config, ObjectNode beside) {
    if (config.path(ADDITIONAL) instanceof ArrayNode first
        && beside.path(ADDITIONAL) instanceof ArrayNode others) {
      beside.set(ADDITIONAL, first.deepCopy().addAll(others));
    }
  }

  /** Of a token, which is written as a text or as an object; null where it is neither. */
  private static String content(JsonNode token) {
    return token.isObject() ? token.path("content").asText(null) : token.textValue();
  }

  List<String> all() {
    List<String> all = new ArrayList<>(byRole.values());
    all.addAll(others);
    return all;
  }
}
