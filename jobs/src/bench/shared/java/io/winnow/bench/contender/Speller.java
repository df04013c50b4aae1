package io.winnow.bench.contender;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sub-words for the contenders that are fed with numbers. Several threads may share one. */
public final class Speller implements AutoCloseable {

  private static final Map<String, String> AS_IT_IS =
      Map.of("truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer tokenizer;
  private final int longest;

  /**
   * A sentence in numbers.
   *
   * @param ids sub-words, the special tokens included
   * @param firsts for each word the place in {@code ids} of its first sub-word
   */
  public record Spelled(String id, long[] ids, int[] firsts) {

    public int length() {
      return ids.length;
    }
  }

  /**
   * @param longest sub-words the model can read, special tokens included
   */
  public Speller(Path tokenizerJson, int longest) throws IOException {
    this.tokenizer = HuggingFaceTokenizer.newInstance(tokenizerJson, AS_IT_IS);
    this.longest = longest;
  }

  /** Nothing if the sentence is too long to be read at once, or a word has no sub-word. */
  public Optional<Spelled> spell(String id, List<String> words) {
    Encoding encoding = tokenizer.encode(words);
    long[] ids = encoding.getIds();
    long[] wordOf = encoding.getWordIds();
    int[] firsts = new int[words.size()];
    int word = 0;
    for (int i = 0; i < ids.length; i++) {
      if (word < firsts.length && wordOf[i] == word) {
        firsts[word++] = i;
      }
    }
    boolean whole = word == firsts.length && word > 0 && ids.length <= longest;
    return whole ? Optional.of(new Spelled(id, ids, firsts)) : Optional.empty();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
