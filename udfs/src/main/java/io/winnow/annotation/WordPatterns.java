package io.winnow.annotation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The words of a sentence of which every annotator said the same, folded to one pattern. Most words
 * are {@code O} to all, so there are several times fewer patterns than words, and whatever depends
 * on the answers alone is computed once a pattern.
 */
final class WordPatterns {

  private final int[] patterns;
  private final int[] firstPattern;
  private int[] examples = new int[64];
  private int[] weights = new int[64];
  private int size;

  /**
   * @param model {@link AnnotatorModel#SEQUENTIAL} also tells words apart by what their annotators
   *     said of the word before
   */
  WordPatterns(Judgements judgements, AnnotatorModel model) {
    patterns = new int[judgements.words()];
    firstPattern = new int[judgements.sentences() + 1];
    Map<Long, Integer> known = new HashMap<>();
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      known.clear();
      int first = judgements.firstWord(sentence);
      for (int word = 0; word < judgements.wordCount(sentence); word++) {
        long digest = digest(judgements, model, sentence, word);
        Integer pattern = known.get(digest);
        if (pattern == null || !same(judgements, model, sentence, examples[pattern], word)) {
          pattern = add(word);
          known.putIfAbsent(digest, pattern);
        }
        patterns[first + word] = pattern;
        weights[pattern]++;
      }
      firstPattern[sentence + 1] = size;
    }
  }

  /** Place of a sentence's first pattern among all; also for the number of sentences, the end. */
  int firstPattern(int sentence) {
    return firstPattern[sentence];
  }

  /**
   * @param word among all words
   */
  int pattern(int word) {
    return patterns[word];
  }

  /** A word that has the pattern, within its sentence. */
  int example(int pattern) {
    return examples[pattern];
  }

  /** How many words have the pattern. */
  int weight(int pattern) {
    return weights[pattern];
  }

  private int add(int word) {
    if (size == examples.length) {
      examples = Arrays.copyOf(examples, size + size / 2);
      weights = Arrays.copyOf(weights, size + size / 2);
    }
    examples[size] = word;
    return size++;
  }

  private static long digest(Judgements judgements, AnnotatorModel model, int sentence, int word) {
    long digest = 0;
    int to = judgements.firstAnnotation(sentence + 1);
    for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
      digest = digest * 0x9E3779B97F4A7C15L + 1 + judgements.tag(a, word);
      digest = digest * 0x9E3779B97F4A7C15L + 1 + model.context(judgements, a, word);
    }
    return digest;
  }

  private static boolean same(
      Judgements judgements, AnnotatorModel model, int sentence, int word, int other) {
    int to = judgements.firstAnnotation(sentence + 1);
    for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
      if (judgements.tag(a, word) != judgements.tag(a, other)
          || model.context(judgements, a, word) != model.context(judgements, a, other)) {
        return false;
      }
    }
    return true;
  }
}
