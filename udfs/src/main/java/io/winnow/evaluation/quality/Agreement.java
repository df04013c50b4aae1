package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.List;

/**
 * How far annotators agree, beyond what chance would give where there is an alpha. Names and order
 * change nothing. A number is NaN if it can't be computed, as without sentences of two annotations.
 *
 * @param wordAlpha {@link NominalAlpha} over the words' IOB2 tags; at most 1
 * @param spanAlpha the same over spans, see {@link NominalAlpha#value(double)}; at most 1
 * @param pairwiseF1 exact spans, mean over pairs of annotators weighted by shared sentences, in 0
 *     to 1
 */
public record Agreement(double wordAlpha, double spanAlpha, double pairwiseF1) {

  /** Counts sentence by sentence. */
  static final class Tally {

    private final NominalAlpha words;
    private final NominalAlpha spans;
    private final PairwiseF1 pairs = new PairwiseF1();
    private final int tags;
    private final int types;
    private double withItself;

    Tally(Judgements judgements) {
      this.tags = judgements.scheme().tagCount();
      this.types = judgements.scheme().types().size();
      this.words = new NominalAlpha(tags);
      this.spans = new NominalAlpha(1 + types);
    }

    void add(SentenceAnswers answers) {
      pairs.add(answers);
      int wordCount = answers.tags()[0].length;
      for (int word = 0; word < wordCount; word++) {
        int[] ofTags = new int[tags];
        int[] ofTypes = new int[1 + types];
        for (int[] answer : answers.tags()) {
          ofTags[answer[word]]++;
          ofTypes[1 + LabelScheme.typeOf(answer[word])]++;
        }
        words.add(ofTags);
        spans.add(ofTypes);
      }
      if (answers.size() > 1) {
        withItself += answers.size() * wordCount;
        for (EntitySpan span : answers.spans().stream().flatMap(List::stream).toList()) {
          withItself += span.length() * (span.length() - 1.0);
        }
      }
    }

    PairwiseF1 pairs() {
      return pairs;
    }

    Agreement agreement() {
      return new Agreement(words.value(), spans.value(withItself), pairs.mean());
    }
  }
}
