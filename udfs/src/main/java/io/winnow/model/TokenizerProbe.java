package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.model.SubwordTokenizer.Subwords;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words on which a tokenizer that is damaged or meant to do harm shows it: it doesn't end, makes a
 * word a million sub-words, or ends the process. To be run where that does no harm.
 */
public final class TokenizerProbe {

  /** Signs that patterns tell apart: letters, digits, space, what closes a repetition. */
  private static final String USUAL = "aA0 .!_-'\n\u00e9\u0301\u4e2d\u2581\u0120";

  /** Patterns of a tokenizer have fewer. */
  private static final int MOST_SIGNS = 96;

  private static final int MOST_TEXTS = 200;
  private static final int LONGEST_TEXT = 1_000;

  /** Enough for what doubles with each sign. */
  private static final int SHORT = 48;

  private static final int IN_PAIRS = 16;
  private static final int IN_WORD = 128;
  private static final int AT_ONCE = 64;

  /** A character is 4 bytes at most, and the longest that has a plainer form becomes 18. */
  private static final int MOST_OF_CHARACTER = 4 * 18;

  private final SubwordTokenizer tokenizer;
  private final Path folder;
  private final List<String> next = new ArrayList<>();

  private TokenizerProbe(SubwordTokenizer tokenizer, Path folder) {
    this.tokenizer = tokenizer;
    this.folder = folder;
  }

  /**
   * Opens a model folder's tokenizer and spells the words.
   *
   * @throws InvalidModelException if there is none that can be used
   */
  public static void of(Path folder) throws IOException {
    Set<String> texts = texts(TokenizerFiles.open(folder).tokenizer());
    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      TokenizerProbe probe = new TokenizerProbe(tokenizer, folder);
      TrialRun.builtInTexts().forEach(text -> text.forEach(probe::add));
      texts.forEach(probe::add);
      probe.repetitions(signs(texts));
      probe.characters();
      probe.spell();
    }
  }

  /** What its normaliser and its splitter look for and put in. */
  private static Set<String> texts(JsonNode tokenizer) {
    Set<String> texts = new LinkedHashSet<>();
    for (String part : List.of("normalizer", "pre_tokenizer")) {
      collect(tokenizer.path(part), texts);
    }
    return texts;
  }

  private static void collect(JsonNode node, Set<String> texts) {
    if (node.isTextual()
        && node.textValue().length() <= LONGEST_TEXT
        && texts.size() < MOST_TEXTS) {
      texts.add(node.textValue());
    }
    node.forEach(below -> collect(below, texts));
  }

  private static List<String> signs(Set<String> texts) {
    return Stream.concat(Stream.of(USUAL), texts.stream())
        .flatMap(text -> text.codePoints().boxed())
        .distinct()
        .limit(MOST_SIGNS)
        .map(Character::toString)
        .toList();
  }

  private void repetitions(List<String> signs) {
    for (String sign : signs) {
      add(sign.repeat(SHORT));
      add(sign.repeat(SHORT) + "\u0001");
      add(sign.repeat(SubwordTokenizer.LONGEST - 1) + "\u0001");
      for (String other : signs.subList(0, Math.min(IN_PAIRS, signs.size()))) {
        add((sign + other).repeat(SHORT) + "\u0001");
      }
    }
  }

  /** All that Unicode has, in words of their neighbours. */
  private void characters() {
    int[] all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(
                c ->
                    Character.isDefined(c)
                        && Character.getType(c) != Character.SURROGATE
                        && Character.getType(c) != Character.PRIVATE_USE)
            .toArray();
    for (int at = 0; at < all.length; at += IN_WORD) {
      add(new String(all, at, Math.min(IN_WORD, all.length - at)));
    }
  }

  private void add(String word) {
    next.add(word);
    if (next.size() == AT_ONCE) {
      spell();
    }
  }

  private void spell() {
    Subwords spelled = tokenizer.encode(next);
    int end = spelled.ids().length;
    for (int word = next.size() - 1; word >= 0; word--) {
      int first = spelled.firsts()[word];
      if (first != Subwords.NO_SUBWORD) {
        int most = MOST_OF_CHARACTER * Math.max(1, next.get(word).length());
        if (end - first > most) {
          throw new InvalidModelException(
              "%s has a tokenizer that makes %,d sub-words of a word of %,d characters: its normalizer is no model's"
                  .formatted(folder, end - first, next.get(word).length()));
        }
        end = first;
      }
    }
    next.clear();
  }
}
