package io.winnow.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
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
  static final int LONGEST = 8192;

  /** Honest ones take a second for 10 MB; other work may make that twenty times as long. */
  private static final Duration LEAST_BOUND = Duration.ofMinutes(2);

  private static final Duration BOUND_FOR_EACH_MEGABYTE = Duration.ofSeconds(10);

  private static final int REPLACEMENT = 0xFFFD;

  /** A word to see the frame around. */
  private static final String PROBE = "a";

  private static final int[] NOTHING = {};

  /**
   * A sentence as the encoder's vocabulary spells it, without special tokens.
   *
   * @param ids the sub-words' ids
   * @param firsts for each word, the place in {@code ids} of its first sub-word, rising; {@link
   *     #NO_SUBWORD} for a word that the tokenizer leaves nothing of
   */
  public record Subwords(int[] ids, int[] firsts) {

    /**
     * In place of the first sub-word of a word that has none: the encoder never sees it, such as a
     * single zero-width joiner.
     */
    public static final int NO_SUBWORD = -1;

    static final Subwords NONE = new Subwords(NOTHING, NOTHING);

    public int words() {
      return firsts.length;
    }

    /** The places of the words that have a sub-word. */
    int[] seen() {
      return IntStream.range(0, firsts.length).filter(it -> firsts[it] != NO_SUBWORD).toArray();
    }
  }

  private final HuggingFaceTokenizer tokenizer;
  private final int before;
  private final int after;
  private final ConcurrentMap<String, int[]> known = new ConcurrentHashMap<>();

  private SubwordTokenizer(HuggingFaceTokenizer tokenizer, Path file) {
    this.tokenizer = tokenizer;
    long[] frame = tokenizer.encode(List.of(), true, false).getIds();
    long[] words = tokenizer.encode(List.of(PROBE), true, false).getWordIds();
    boolean isFrame =
        frame.length == 2 && words.length >= 2 && words[0] < 0 && words[words.length - 1] < 0;
    if (!isFrame) {
      throw new InvalidModelException(
          "%s frames a sentence with %d special tokens%s; Winnow needs one before and one after it, such as [CLS] and [SEP]"
              .formatted(file, frame.length, frame.length == 2 ? " on one side" : ""));
    }
    this.before = (int) frame[0];
    this.after = (int) frame[1];
  }

  /**
   * Opens a model folder's {@code tokenizer.json} as transformers' fast tokenizer does, with what
   * {@code tokenizer_config.json} overrides; {@link TokenizerFiles#remarks} tells what that is.
   *
   * @throws InvalidModelException if there is none that can be used, it frames a sentence with
   *     anything but one token before and one after, it is not the one that {@link
   *     Checkpoint#LINEAGE} knows, or opening it takes far longer than one of its size does
   */
  public static SubwordTokenizer open(Path folder) throws IOException {
    Checkpoint.requireCheckedTokenizer(folder);
    TokenizerFiles files = TokenizerFiles.open(folder);
    byte[] json = JsonFormat.MAPPER.writeValueAsBytes(files.tokenizer());
    return open(
        folder, json, LEAST_BOUND.plus(BOUND_FOR_EACH_MEGABYTE.multipliedBy(json.length >> 20)));
  }

  /**
   * @param atMost native code can't be interrupted: what takes longer is left to itself
   */
  static SubwordTokenizer open(Path folder, byte[] json, Duration atMost) {
    Path file = folder.resolve(TokenizerFiles.TOKENIZER);
    return new TimeBound(atMost, "winnow-tokenizer")
        .get(() -> open(file, json), SubwordTokenizer::close)
        .orElseThrow(
            () ->
                new InvalidModelException(
                    "%s is no tokenizer to work with: it has taken more than %,d ms to open; take the model's own file again"
                        .formatted(file, atMost.toMillis())));
  }

  private static SubwordTokenizer open(Path file, byte[] json) {
    HuggingFaceTokenizer tokenizer;
    try {
      tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), AS_IT_IS);
    } catch (IOException | RuntimeException e) {
      throw TokenizerFiles.noTokenizer(file, e.getMessage(), e);
    }
    try {
      return new SubwordTokenizer(tokenizer, file);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /**
   * Encodes words, with the ids that transformers gives to words given apart.
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
        fresh.put(word, NOTHING);
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
      firsts[word] = spelled[word].length == 0 ? Subwords.NO_SUBWORD : to;
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
