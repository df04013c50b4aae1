package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The added tokens of a tokenizer.json, with the ids that the library gives to further ones. */
final class AddedTokens {

  private record Entry(int id, AddedToken token) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final ObjectNode tokenizer;
  private final JsonNode vocab;
  private Map<String, Integer> vocabulary;

  AddedTokens(ObjectNode tokenizer) {
    this.tokenizer = tokenizer;
    this.vocab = tokenizer.path("model").path("vocab");
    for (JsonNode json : tokenizer.path("added_tokens")) {
      AddedToken token = AddedToken.of(json);
      entries.put(token.content(), new Entry(json.path("id").asInt(), token));
    }
  }

  /** Ids by sub-word; made when first asked for: a quarter of a million takes a while. */
  private Map<String, Integer> vocabulary() {
    if (vocabulary == null) {
      vocabulary = new HashMap<>();
      if (vocab.isObject()) {
        vocab.fields().forEachRemaining(it -> vocabulary.put(it.getKey(), it.getValue().asInt()));
      } else {
        // Unigram: pairs of a piece and its score; the place is the id.
        for (int id = 0; id < vocab.size(); id++) {
          vocabulary.put(vocab.get(id).path(0).asText(), id);
        }
      }
    }
    return vocabulary;
  }

  boolean contains(String content) {
    return entries.containsKey(content);
  }

  /** Adds a token or, where there is one of its content, replaces that one's flags. */
  void add(AddedToken token) {
    if (!token.content().isEmpty()) {
      int id = id(token.content());
      entries.put(token.content(), new Entry(id < 0 ? next() : id, token));
    }
  }

  /** Removes the tokens of an id and those behind it, and returns them. */
  List<String> removeFrom(int id) {
    List<String> beyond =
        entries.values().stream()
            .filter(entry -> entry.id() >= id)
            .map(entry -> entry.token().content())
            .toList();
    beyond.forEach(entries::remove);
    return beyond;
  }

  void removeSpecial() {
    entries.values().removeIf(entry -> entry.token().special());
  }

  /** A token's id; -1 where there is no such token. */
  int id(String content) {
    Entry added = entries.get(content);
    return added != null ? added.id() : vocabulary().getOrDefault(content, -1);
  }

  private int next() {
    return Math.max(highestAdded() + 1, vocab.size());
  }

  private int highestAdded() {
    return entries.values().stream().mapToInt(Entry::id).max().orElse(-1);
  }

  /** The highest id of all tokens; -1 if there are none. */
  int highest() {
    int inVocabulary = vocabulary().values().stream().mapToInt(id -> id).max().orElse(-1);
    return Math.max(inVocabulary, highestAdded());
  }

  /** Writes them into the tokenizer that they came from. */
  void write() {
    ArrayNode list = tokenizer.putArray("added_tokens");
    entries.values().stream()
        .sorted(Comparator.comparingInt(Entry::id))
        .forEach(entry -> list.add(entry.token().json(entry.id())));
  }
}
