package io.winnow.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Encodes words by a tokenizer, with a cache: most words of a text are a few thousand, and a word's
 * spelling depends on nothing around it. Several threads may share one.
 */
final class WordSpeller {

  /** With words of an ordinary length about 10 MB. */
  private static final int MOST_KNOWN = 1 << 16;

  private static final int LONGEST_KNOWN = 32;

  /**
   * Characters of a word that are spelled. No encoder sees a word's end beyond its window, but a
   * megabyte of exclamation marks would make a million sub-words.
   */
  private static final int LONGEST = 8192;

  private static final int REPLACEMENT = 0xFFFD;

  private final HuggingFaceTokenizer tokenizer;
  private final int[] unknown;
  private final ConcurrentMap<String, int[]> known = new ConcurrentHashMap<>();

  /**
   * @param unknown the sub-word for a word of which the tokenizer leaves nothing
   */
  WordSpeller(HuggingFaceTokenizer tokenizer, int unknown) {
    this.tokenizer = tokenizer;
    this.unknown = new int[] {unknown};
  }

  /**
   * @return for each word at least one sub-word; not to be changed
   * @throws IllegalArgumentException if a word is null, at which native code would end the process
   */
  int[][] spell(List<String> words) {
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
    return spelled;
  }

  /** Fills in what the words are spelled like. */
  private void learn(Map<String, int[]> fresh) {
    List<String> words = new ArrayList<>(fresh.size());
    fresh.keySet().forEach(word -> words.add(sound(word)));
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
      remember(word.getKey(), word.getValue());
      number++;
    }
  }

  private void remember(String word, int[] spelling) {
    if (word.length() <= LONGEST_KNOWN) {
      if (known.size() >= MOST_KNOWN) {
        // Common words are soon cached again; rare words make room.
        known.clear();
      }
      known.put(word, spelling);
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
}
