package io.winnow.annotation;

import java.util.Arrays;

/**
 * How much each occurrence of a word form tells of the form's tags: nobody counts for more than one
 * occurrence. Else one person's habit with a form, such as to mark each "German", grows with every
 * occurrence into evidence that outvotes everyone.
 *
 * <p>An occurrence is shared by the {@code k} people who were asked. Who was asked about {@code n}
 * occurrences of the form so has {@code n / k} of them, and weighs {@code min(1, k / n)} at each. A
 * tag weighs the mean over those who said it; one that nobody said weighs 1.
 */
final class OccurrenceWeights {

  private final Judgements judgements;
  private final int tags;

  /** By word: its first place in {@link #said}. */
  private final int[] first;

  /** The tags that a word was given, ascending. */
  private final short[] said;

  private final float[] weights;

  OccurrenceWeights(Judgements judgements) {
    this.judgements = judgements;
    this.tags = judgements.scheme().tagCount();
    this.first = new int[judgements.words() + 1];
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      for (int word = 0; word < judgements.wordCount(sentence); word++) {
        int at = judgements.firstWord(sentence) + word;
        first[at + 1] = first[at];
        for (int tag = 0; tag < tags; tag++) {
          first[at + 1] += judgements.isSaid(sentence, word, tag) ? 1 : 0;
        }
      }
    }
    this.said = new short[first[judgements.words()]];
    this.weights = new float[said.length];
    weigh();
  }

  /** Of a tag at a word, by its place among all. */
  double of(int word, int tag) {
    for (int i = first[word]; i < first[word + 1]; i++) {
      if (said[i] == tag) {
        return weights[i];
      }
    }
    return 1;
  }

  /** Form by form, so that the counts of one form are all that is held. */
  private void weigh() {
    int[] sentences = new int[judgements.words()];
    int[] ends = new int[judgements.forms() + 1];
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      int from = judgements.firstWord(sentence);
      Arrays.fill(sentences, from, from + judgements.wordCount(sentence), sentence);
    }
    for (int word = 0; word < sentences.length; word++) {
      ends[judgements.form(word) + 1]++;
    }
    Arrays.parallelPrefix(ends, Integer::sum);
    int[] byForm = new int[sentences.length];
    int[] next = ends.clone();
    for (int word = 0; word < sentences.length; word++) {
      byForm[next[judgements.form(word)]++] = word;
    }
    int[] times = new int[judgements.annotators()];
    for (int form = 0; form < judgements.forms(); form++) {
      for (int i = ends[form]; i < ends[form + 1]; i++) {
        count(sentences[byForm[i]], times, 1);
      }
      for (int i = ends[form]; i < ends[form + 1]; i++) {
        weigh(byForm[i], sentences[byForm[i]], times);
      }
      for (int i = ends[form]; i < ends[form + 1]; i++) {
        count(sentences[byForm[i]], times, -1);
      }
    }
  }

  private void count(int sentence, int[] times, int more) {
    int to = judgements.firstAnnotation(sentence + 1);
    for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
      times[judgements.annotator(a)] += more;
    }
  }

  private void weigh(int word, int sentence, int[] times) {
    int place = word - judgements.firstWord(sentence);
    int from = judgements.firstAnnotation(sentence);
    int to = judgements.firstAnnotation(sentence + 1);
    int next = first[word];
    for (int tag = 0; tag < tags; tag++) {
      double sum = 0;
      int people = 0;
      for (int a = from; a < to; a++) {
        if (judgements.tag(a, place) == tag) {
          sum += Math.min(1, (double) (to - from) / times[judgements.annotator(a)]);
          people++;
        }
      }
      if (people > 0) {
        said[next] = (short) tag;
        weights[next++] = (float) (sum / people);
      }
    }
  }
}
