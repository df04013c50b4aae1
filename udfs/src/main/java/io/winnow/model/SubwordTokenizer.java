package io.winnow.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * A checkpoint's tokenizer (HuggingFace tokenizers, in native code), with a cache: most words of a
 * text are a few thousand, and a word's spelling depends on nothing around it. Several threads may
 * share one.
 */
public final class SubwordTokenizer implements AutoCloseable {

  /** tokenizer.json files carry truncation and padding that would cut or fill every sentence. */
  private static final Map<String, String> AS_IT_IS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  /** Words in the cache; of an ordinary length they take about 10 MB. */
  private static final int MOST_KNOWN = 1 << 16;

  private static final int LONGEST_KNOWN = 32;

  /**
   * Characters of a word that are spelled. No encoder sees a word's end beyond its window, but a
   * megabyte of exclamation marks would make a million sub-words.
   */
  private static final int LONGEST = 8192;

  private static final int REPLACEMENT = 0xFFFD;

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
  private final int[] unknown;
  private final ConcurrentMap<String, int[]> known = new ConcurrentHashMap<>();

  private SubwordTokenizer(HuggingFaceTokenizer tokenizer, long[] frame, int unknown) {
    this.tokenizer = tokenizer;
    this.before = (int) frame[0];
    this.after = (int) frame[1];
    this.unknown = new int[] {unknown};
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
    return new SubwordTokenizer(tokenizer, frame, unknown);
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

  /**
   * Encodes words. A word for which the tokenizer gives no token, such as a single joiner, becomes
   * the unknown sub-word, so that every word has a first sub-word.
   *
   * @throws IllegalArgumentException if a word is null, at which native code would end the process
   */
  public Subwords encode(List<String> words) {
    int[][] spelled = new int[words.size()][];
    Map<String, int[]> fresh = new LinkedHashMap<>();
    int at = 0;
    for (String word : words) {
      if (word == null) {
        throw new IllegalArgumentException(
            "Word %d of %d is null; give each word a text".formatted(at + 1, words.size()));
      }
      spelled[at] = known.get(word);
      if (spelled[at++] == null) {
        fresh.put(word, unknown);
      }
    }
    if (!fresh.isEmpty()) {
      learn(fresh);
      at = 0;
      for (String word : words) {
        spelled[at] = spelled[at] == null ? fresh.get(word) : spelled[at];
        at++;
      }
    }
    int[] ids = new int[Stream.of(spelled).mapToInt(word -> word.length).sum()];
    int[] firsts = new int[spelled.length];
    int to = 0;
    for (int word = 0; word < spelled.length; word++) {
      firsts[word] = to;
      System.arraycopy(spelled[word], 0, ids, to, spelled[word].length);
      to += spelled[word].length;
    }
    return new Subwords(ids, firsts);
  }

  private void learn(Map<String, int[]> fresh) {
    List<String> words = fresh.keySet().stream().map(SubwordTokenizer::sound).toList();
    Encoding encoding = tokenizer.encode(words, false, false);
    long[] ids = encoding.getIds();
    long[] wordOf = encoding.getWordIds();
    int at = 0;
    int number = 0;
    for (Map.Entry<String, int[]> word : fresh.entrySet()) {
      int from = at;
      while (at < ids.length && wordOf[at] == number) {
        at++;
      }
      if (at > from) {
        word.setValue(Arrays.stream(ids, from, at).mapToInt(Math::toIntExact).toArray());
      }
      if (word.getKey().length() <= LONGEST_KNOWN) {
        if (known.size() >= MOST_KNOWN) {
          // Common words are soon cached again; rare words make room.
          known.clear();
        }
        known.put(word.getKey(), word.getValue());
      }
      number++;
    }
  }

  /** Half a surrogate pair is no character; native code would mistake what stands around it. */
  private static String sound(String word) {
    if (word.length() <= LONGEST && word.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return word;
    }
    return word.codePoints()
        .limit(LONGEST)
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The special token before a sentence. */
  int before() {
    return before;
  }

  int after() {
    return after;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
