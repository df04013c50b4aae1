package io.winnow.decoding;

import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * The most probable tags that are valid IOB2, for words whose tags the model takes to be
 * independent: Viterbi's algorithm (1967) with the transitions of {@link LabelScheme#mayFollow},
 * all equally likely.
 *
 * <p>Only {@code I-X} depends on the tag before, which must be {@code B-X} or {@code I-X}; so the
 * cost is words x tags, not words x tags squared. Of equally probable paths the one with the lower
 * tag id wins, looked at from the last word back.
 *
 * <p>Keeps its working memory from sentence to sentence: one decoder a thread.
 */
public final class IobDecoder {

  private final LabelScheme scheme;
  private final int tags;
  private double[] before;
  private double[] here;
  private int[] cameFrom = new int[0];

  public IobDecoder(LabelScheme scheme) {
    this.scheme = scheme;
    this.tags = scheme.tagCount();
    this.before = new double[tags];
    this.here = new double[tags];
  }

  /**
   * @param sentence [words, tags], tags as in the scheme
   * @return a tag id for each word that has a distribution, valid IOB2
   * @throws IllegalArgumentException if the sentence has another number of tags than the scheme
   */
  public int[] decode(WordDistributions sentence) {
    if (sentence.tags() != tags) {
      throw new IllegalArgumentException(
          "The model gives %d tags, but the entity types %s make %d"
              .formatted(sentence.tags(), scheme.types(), tags));
    }
    int[] path = new int[sentence.words()];
    if (!bestOfEachWord(sentence, path)) {
      bestValid(sentence, path);
    }
    return path;
  }

  /**
   * The entities of a sentence. A span's confidence is the geometric mean of its words' tag
   * probabilities, exp((1/n) sum ln p): MNLP's normalisation by length, for the span alone, so that
   * long names don't look doubtful only for being long. In 0 to 1. A word without a distribution is
   * in a span if the words around it are, and changes nothing about it.
   *
   * @return spans in reading order
   */
  public List<ConfidentSpan> spans(WordDistributions sentence) {
    int[] path = decode(sentence);
    List<ConfidentSpan> spans = new ArrayList<>();
    int word = 0;
    while (word < path.length) {
      int tag = path[word];
      int start = word;
      double sum = sentence.logProbability(word, tag);
      word++;
      if (tag == 0) {
        continue;
      }
      while (word < path.length && path[word] == tag + 1) {
        sum += sentence.logProbability(word, path[word]);
        word++;
      }
      String type = scheme.types().get(LabelScheme.typeOf(tag));
      double confidence = Math.min(1, Math.exp(sum / (word - start)));
      int from = sentence.place(start);
      int to = sentence.place(word - 1) + 1;
      spans.add(new ConfidentSpan(new EntitySpan(from, to, type), confidence));
    }
    return spans;
  }

  /** Writes each word's best tag; true if these are valid, and so the best valid path: mostly. */
  private static boolean bestOfEachWord(WordDistributions sentence, int[] path) {
    boolean valid = true;
    for (int word = 0; word < path.length; word++) {
      path[word] = sentence.bestTag(word);
      valid &= LabelScheme.mayFollow(word == 0 ? 0 : path[word - 1], path[word]);
    }
    return valid;
  }

  private void bestValid(WordDistributions sentence, int[] path) {
    int words = path.length;
    if (cameFrom.length < words * tags) {
      cameFrom = new int[words * tags];
    }
    for (int tag = 0; tag < tags; tag++) {
      here[tag] =
          LabelScheme.isInside(tag) ? Double.NEGATIVE_INFINITY : sentence.logProbability(0, tag);
    }
    for (int word = 1; word < words; word++) {
      double[] last = before;
      before = here;
      here = last;
      int best = best(before);
      for (int tag = 0; tag < tags; tag++) {
        int from = best;
        if (LabelScheme.isInside(tag)) {
          from = before[tag - 1] >= before[tag] ? tag - 1 : tag;
        }
        cameFrom[word * tags + tag] = from;
        here[tag] = before[from] + sentence.logProbability(word, tag);
      }
    }
    path[words - 1] = best(here);
    for (int word = words - 1; word > 0; word--) {
      path[word - 1] = cameFrom[word * tags + path[word]];
    }
  }

  private static int best(double[] scores) {
    int best = 0;
    for (int tag = 1; tag < scores.length; tag++) {
      if (scores[tag] > scores[best]) {
        best = tag;
      }
    }
    return best;
  }
}
