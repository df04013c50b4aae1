package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What transformers' fast tokenizers change about a tokenizer.json when they open it, and what
 * Winnow does beyond that.
 */
final class Overrides {

  private static final String LOWER_CASE = "do_lower_case";
  static final String PREFIX_SPACE = "add_prefix_space";

  private static final int SHOWN = 10;

  private final ObjectNode tokenizer;
  private final TokenizerSettings settings;
  private final List<String> remarks = new ArrayList<>();

  private Overrides(ObjectNode tokenizer, TokenizerSettings settings) {
    this.tokenizer = tokenizer;
    this.settings = settings;
  }

  /**
   * Leaves in a tokenizer.json only the added tokens that are looked for in a text, where {@code
   * split_special_tokens} says that special ones are spelled as any word.
   */
  static void splitSpecial(ObjectNode tokenizer, TokenizerSettings settings) {
    if (settings.flag("split_special_tokens", false)) {
      AddedTokens tokens = new AddedTokens(tokenizer);
      tokens.removeSpecial();
      tokens.write();
    }
  }

  /**
   * Changes a tokenizer.json.
   *
   * @return what a person should know of that, a sentence each
   */
  static List<String> apply(ObjectNode tokenizer, TokenizerSettings settings) {
    Overrides overrides = new Overrides(tokenizer, settings);
    // They would cut or fill every sentence.
    tokenizer.putNull("truncation");
    tokenizer.putNull("padding");
    overrides.tellUnknownClass();
    overrides.normalizer();
    overrides.prefixSpace();
    overrides.dropout();
    overrides.addTokens();
    return overrides.remarks;
  }

  private void tellUnknownClass() {
    if (!settings.className().isEmpty() && TokenizerClass.named(settings.className()).isEmpty()) {
      remarks.add(
          "The tokenizer class %s is none that Winnow knows; tokenizer.json is used as it is"
              .formatted(settings.className()));
    }
  }

  private void normalizer() {
    Map<String, JsonNode> wanted = new LinkedHashMap<>();
    JsonNode accents = settings.config().path("strip_accents");
    settings.flag("strip_accents", false);
    switch (settings.kind().rule) {
      case CASE_ACCENTS, CASE_ACCENTS_CHINESE -> {
        wanted.put("lowercase", BooleanNode.valueOf(settings.flag(LOWER_CASE, true)));
        wanted.put("strip_accents", accents.isBoolean() ? accents : NullNode.getInstance());
        wanted.put(
            "handle_chinese_chars",
            BooleanNode.valueOf(settings.flag("tokenize_chinese_chars", true)));
      }
      default -> {
        tellUnheardCase();
        return;
      }
    }
    if (settings.kind().rule == TokenizerClass.Rule.CASE_ACCENTS) {
      wanted.remove("handle_chinese_chars");
    }
    JsonNode normalizer = tokenizer.path("normalizer");
    wanted.forEach(
        (key, value) -> {
          JsonNode has = normalizer.get(key);
          if (has != null && !has.equals(value)) {
            ((ObjectNode) normalizer).set(key, value);
            remarks.add(
                "tokenizer.json has %s = %s, but %s opens it with %s, %s"
                    .formatted(key, has, settings.kind().fastName(), value, reason(key)));
          }
        });
    if (!normalizer.has("lowercase") && settings.config().has(LOWER_CASE)) {
      remarks.add(
          "tokenizer.json has a normalizer of the kind %s, on which do_lower_case, strip_accents and tokenize_chinese_chars of tokenizer_config.json have no effect, as in transformers"
              .formatted(normalizer.path("type").asText("null")));
    }
  }

  private String reason(String key) {
    String flag =
        switch (key) {
          case "lowercase" -> LOWER_CASE;
          case "handle_chinese_chars" -> "tokenize_chinese_chars";
          default -> key;
        };
    return settings.config().has(flag)
        ? "as tokenizer_config.json says"
        : "because tokenizer_config.json has no " + flag;
  }

  private void tellUnheardCase() {
    boolean isLower = tokenizer.path("normalizer").toString().contains("Lowercase");
    JsonNode asked = settings.config().path(LOWER_CASE);
    if (asked.isBoolean() && asked.booleanValue() && !isLower && !normalizerHasCase()) {
      remarks.add(
          "tokenizer_config.json has do_lower_case = true, but tokenizer.json does not lower-case;"
              + " transformers' fast tokenizer leaves it so, and so does Winnow");
    }
  }

  private boolean normalizerHasCase() {
    return tokenizer.path("normalizer").path("lowercase").asBoolean();
  }

  /** Of byte-level BPE, where a space before a word is part of its first sub-word. */
  private void prefixSpace() {
    if (!(tokenizer.path("pre_tokenizer") instanceof ObjectNode splitter)
        || !splitter.path("type").asText().equals("ByteLevel")) {
      return;
    }
    boolean isNeeded = settings.kind().rule == TokenizerClass.Rule.SPACE_BEFORE_EACH_WORD;
    boolean isAsked = settings.flag(PREFIX_SPACE, false);
    splitter.put(PREFIX_SPACE, isNeeded || isAsked);
    if (isNeeded && !isAsked) {
      remarks.add(
          "Words are spelled with a space before each: %s takes words only with add_prefix_space = true"
              .formatted(settings.kind().fastName()));
    } else if (!isAsked) {
      remarks.add(
          "Words are spelled without a space before them, as transformers does without"
              + " add_prefix_space in tokenizer_config.json; if you train from a plain encoder, set"
              + " it to true there first");
    }
  }

  private void dropout() {
    if (tokenizer.path("model") instanceof ObjectNode model
        && model.path("dropout").asDouble() > 0) {
      remarks.add(
          "tokenizer.json has dropout = %s, which would spell a word differently each time; Winnow uses none"
              .formatted(model.get("dropout")));
      model.putNull("dropout");
    }
  }

  private void addTokens() {
    AddedTokens tokens = new AddedTokens(tokenizer);
    List<String> special = settings.special().all();
    for (AddedToken token : settings.added()) {
      if (settings.hasOwnFlags() || !tokens.contains(token.content())) {
        tokens.add(special.contains(token.content()) ? token.asSpecial() : token);
      }
    }
    for (String content : special) {
      if (!tokens.contains(content)) {
        tokens.add(AddedToken.special(content));
      }
    }
    List<String> beyond = tokens.removeFrom(settings.embeddings());
    if (!beyond.isEmpty()) {
      remarks.add(
          "%s: no such token, because the model's %,d embeddings have no row for it"
              .formatted(shown(beyond), settings.embeddings()));
    }
    tokens.write();
  }

  private static String shown(List<String> tokens) {
    int more = tokens.size() - SHOWN;
    return more <= 0
        ? String.join(", ", tokens)
        : "%s and %,d more".formatted(String.join(", ", tokens.subList(0, SHOWN)), more);
  }
}
