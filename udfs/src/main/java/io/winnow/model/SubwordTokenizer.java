package io.winnow.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint's tokenizer (HuggingFace tokenizers, in native code). Several threads may share one.
 */
public final class SubwordTokenizer implements AutoCloseable {

  /** tokenizer.json files carry truncation and padding that would cut or fill every sentence. */
  private static final Map<String, String> AS_IT_IS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  /**
   * A sentence as the encoder's vocabulary spells it, without special tokens.
   *
   * @param ids the sub-words' ids
   * @param firsts for each word, the place in {@code ids} of its first sub-word; rising
   */
  public record Subwords(int[] ids, int[] firsts) {
    public int words() {
      return firsts.length;
    }
  }

  private final HuggingFaceTokenizer tokenizer;
  private final int before;
  private final int after;
  private final WordSpeller speller;

  private SubwordTokenizer(HuggingFaceTokenizer tokenizer, int before, int after, int unknown) {
    this.tokenizer = tokenizer;
    this.before = before;
    this.after = after;
    this.speller = new WordSpeller(tokenizer, unknown);
  }

  /**
   * @throws InvalidModelException if the file is no tokenizer, or frames a sentence with anything
   *     but one token before and one after, or has no token for unknown words
   */
  public static SubwordTokenizer open(Path tokenizerJson) throws IOException {
    HuggingFaceTokenizer tokenizer;
    JsonNode json;
    try {
      json = JsonFormat.MAPPER.readTree(Files.readAllBytes(tokenizerJson));
      tokenizer = HuggingFaceTokenizer.newInstance(tokenizerJson, AS_IT_IS);
    } catch (IOException | RuntimeException e) {
      throw new InvalidModelException(
          tokenizerJson + " is no tokenizer of HuggingFace's: " + e.getMessage(), e);
    }
    long[] frame = tokenizer.encode(List.of(), true, false).getIds();
    int unknown = id(json, json.path("model").path("unk_token").asText());
    if (frame.length != 2 || unknown < 0) {
      tokenizer.close();
      throw new InvalidModelException(
          "%s frames a sentence with %d special tokens and names the unknown token %s; Winnow needs one token before, one after and one for unknown words"
              .formatted(tokenizerJson, frame.length, json.path("model").path("unk_token")));
    }
    return new SubwordTokenizer(tokenizer, (int) frame[0], (int) frame[1], unknown);
  }

  /**
   * Encodes words. A word for which the tokenizer gives no token, such as a single joiner, becomes
   * the unknown sub-word, so that every word has a first sub-word.
   *
   * @throws IllegalArgumentException if a word is null
   */
  public Subwords encode(List<String> words) {
    int[][] spelled = speller.spell(words);
    int length = 0;
    for (int[] word : spelled) {
      length += word.length;
    }
    int[] ids = new int[length];
    int[] firsts = new int[spelled.length];
    int at = 0;
    for (int word = 0; word < spelled.length; word++) {
      firsts[word] = at;
      System.arraycopy(spelled[word], 0, ids, at, spelled[word].length);
      at += spelled[word].length;
    }
    return new Subwords(ids, firsts);
  }

  /** The special token before a sentence. */
  int before() {
    return before;
  }

  /** The special token after a sentence. */
  int after() {
    return after;
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** -1 where there is no such token. */
  private static int id(JsonNode json, String token) {
    JsonNode vocabulary = json.path("model").path("vocab");
    if (vocabulary.has(token)) {
      return vocabulary.get(token).asInt();
    }
    for (JsonNode added : json.path("added_tokens")) {
      if (added.path("content").asText().equals(token)) {
        return added.path("id").asInt();
      }
    }
    return -1;
  }
}
