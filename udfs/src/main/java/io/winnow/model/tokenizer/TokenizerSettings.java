package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.ModelJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a model folder says of its tokenizer beside {@code tokenizer.json} and vocabulary files:
 * {@code tokenizer_config.json} and, where that lists no added tokens, {@code
 * special_tokens_map.json} and {@code added_tokens.json}, as {@code from_pretrained} takes them.
 *
 * @param className as the folder names it; empty where it names none
 * @param config tokenizer_config.json, empty where there is none
 * @param added in the order of their ids
 * @param embeddings rows of the model's table, which ids stay below; very many where config.json
 *     tells none
 */
record TokenizerSettings(
    TokenizerClass kind,
    String className,
    ObjectNode config,
    SpecialTokens special,
    List<AddedToken> added,
    int embeddings) {

  private static final String ADDED = "added_tokens_decoder";

  static TokenizerSettings read(Path folder) throws IOException {
    ObjectNode config = object(folder.resolve(TokenizerFiles.CONFIG));
    JsonNode model = object(folder.resolve("config.json"));
    String name =
        Stream.of(config, model)
            .map(it -> it.path("tokenizer_class").asText(""))
            .filter(it -> !it.isEmpty() && !it.equals("null"))
            .findFirst()
            .orElse("");
    TokenizerClass kind =
        name.isEmpty()
            ? ofModel(model, folder)
            : TokenizerClass.named(name).orElse(TokenizerClass.ANY);
    boolean isListed = config.path(ADDED).isObject();
    ObjectNode merged = config.deepCopy();
    if (!isListed) {
      ObjectNode beside = object(folder.resolve(TokenizerFiles.SPECIAL));
      SpecialTokens.join(config, beside);
      merged.setAll(beside);
    }
    SpecialTokens special = SpecialTokens.of(merged, kind);
    List<AddedToken> added =
        isListed
            ? listed(config.get(ADDED), folder)
            : older(object(folder.resolve(TokenizerFiles.ADDED)), special);
    int embeddings = model.path("vocab_size").asInt(Integer.MAX_VALUE);
    return new TokenizerSettings(kind, name, config, special, added, embeddings);
  }

  /** For older folders without a {@code model_type} by its class, or by its vocabulary's file. */
  private static TokenizerClass ofModel(JsonNode model, Path folder) {
    if (model.hasNonNull("model_type")) {
      return TokenizerClass.ofModelType(model.get("model_type").asText());
    }
    String named = model.path("architectures").path(0).asText("");
    Optional<TokenizerClass> byClass =
        TokenizerClass.named(named.replaceFirst("(Model|For[A-Z]).*$", ""));
    boolean hasWordPieces = Files.isRegularFile(folder.resolve(Vocabulary.WORD_PIECE));
    return byClass.orElse(hasWordPieces ? TokenizerClass.BERT : TokenizerClass.ANY);
  }

  private static List<AddedToken> listed(JsonNode byId, Path folder) {
    Map<Integer, AddedToken> sorted = new TreeMap<>();
    byId.fields()
        .forEachRemaining(it -> sorted.put(id(it.getKey(), folder), AddedToken.of(it.getValue())));
    return List.copyOf(sorted.values());
  }

  private static int id(String key, Path folder) {
    try {
      return Integer.parseInt(key.strip());
    } catch (NumberFormatException e) {
      throw new InvalidModelException(
          "%s: '%s' has the id '%s', which is no whole number"
              .formatted(folder.resolve(TokenizerFiles.CONFIG), ADDED, key),
          e);
    }
  }

  private static List<AddedToken> older(JsonNode idByContent, SpecialTokens special) {
    List<Map.Entry<String, JsonNode>> sorted = new ArrayList<>();
    idByContent.fields().forEachRemaining(sorted::add);
    sorted.sort(Comparator.comparingInt(it -> it.getValue().asInt()));
    return sorted.stream()
        .map(
            it -> {
              boolean isSpecial = special.all().contains(it.getKey());
              return new AddedToken(it.getKey(), false, false, false, !isSpecial, isSpecial);
            })
        .toList();
  }

  /** An empty one where there is no file. */
  private static ObjectNode object(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return JsonNodeFactory.instance.objectNode();
    }
    return ModelJson.SETTINGS.object(file, "write it with save_pretrained");
  }

  /** Whether the tokens of {@link #added} come with flags that count more than tokenizer.json's. */
  boolean hasOwnFlags() {
    return config.path(ADDED).isObject();
  }

  /**
   * A flag of tokenizer_config.json.
   *
   * @throws InvalidModelException if it is neither true nor false: Python takes any value for one
   */
  boolean flag(String key, boolean otherwise) {
    JsonNode value = config.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw new InvalidModelException(
          "%s: '%s' is %s; it must be true or false".formatted(TokenizerFiles.CONFIG, key, value));
    }
    return value.booleanValue();
  }
}
