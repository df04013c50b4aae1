package io.winnow.annotation;

import java.util.HashMap;
import java.util.Map;

/**
 * The words of a sentence of which every annotator said the same, folded to one pattern: several
 * times fewer, as most words are {@code O} to all. What depends on answers alone is computed once
 * for each.
 */
final class WordPatterns {

  private final int[] patterns;
  private final int[] firstPattern;
  private final int[] examples;
  private final int[] weights;

  /**
   * @param model {@link AnnotatorModel#SEQUENTIAL} also tells words apart by what their annotators
   *     said of the word before
   */
  WordPatterns(Judgements judgements, AnnotatorModel model) {
    patterns = new int[judgements.words()];
    examples = new int[patterns.length];
    weights = new int[patterns.length];
    firstPattern = new int[judgements.sentences() + 1];
    Map<String, Integer> known = new HashMap<>();
    int size = 0;
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      known.clear();
      for (int word = 0; word < judgements.wordCount(sentence); word++) {
        Integer before = known.putIfAbsent(answers(judgements, model, sentence, word), size);
        int pattern = before == null ? size++ : before;
        examples[pattern] = word;
        weights[pattern]++;
        patterns[judgements.firstWord(sentence) + word] = pattern;
      }
      firstPattern[sentence + 1] = size;
    }
  }

  /** Place of a sentence's first pattern among all; also for the number of sentences, the end. */
  int firstPattern(int sentence) {
    return firstPattern[sentence];
  }

  /** Of a word, by its place among all. */
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

  /** The tags that a word was given and their contexts, equal for words of one pattern. */
  private static String answers(
      Judgements judgements, AnnotatorModel model, int sentence, int word) {
    StringBuilder answers = new StringBuilder();
    int to = judgements.firstAnnotation(sentence + 1);
    for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
      answers.append((char) judgements.tag(a, word));
      answers.append((char) model.context(judgements, a, word));
    }
    return answers.toString();
  }
}
