package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.text.EntitySpan;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Against the sum over each and every tag sequence. */
class ForwardBackwardTest {

  private static final int WORDS = 4;
  private static final int TAGS = TestAnnotations.SCHEME.tagCount();

  @Property(tries = 50)
  void aLearnedChainSumsAsAllItsSequencesDo(@ForAll long seed) {
    List<AnnotatedSentence> sentences = TestAnnotations.drawn(new Random(seed), 10, 4);
    Judgements judgements = Judgements.of(TestAnnotations.SCHEME, sentences);
    SequenceFit fit = new SequenceFit(judgements, AnnotatorModel.SEQUENTIAL);
    fit.run(5, 0);
    for (int s = 0; s < judgements.sentences(); s++) {
      check(fit.evidence(s), fit.transitions(), Math.min(WORDS, judgements.wordCount(s)));
    }
  }

  private static void check(double[] evidence, double[] transitions, int words) {
    ForwardBackward sums = new ForwardBackward(TAGS);
    sums.run(evidence, transitions, words);
    double[] posteriors = new double[words * TAGS];
    double[] pairs = new double[TAGS * TAGS];
    double spanSum = 0;
    double all = 0;
    double last = 0;
    EntitySpan span = new EntitySpan(0, Math.min(2, words), "PER");
    int[] path = new int[words];
    for (int code = 0; code < Math.pow(TAGS, words); code++) {
      double share = 1;
      for (int word = 0, rest = code; word < words; word++, rest /= TAGS) {
        path[word] = rest % TAGS;
        int before = word == 0 ? 0 : path[word - 1];
        share *= transitions[before * TAGS + path[word]] * evidence[word * TAGS + path[word]];
      }
      all += share;
      last += path[words - 1] == 1 && Arrays.stream(path).sum() == 1 ? share : 0;
      for (int word = 0; word < words; word++) {
        posteriors[word * TAGS + path[word]] += share;
        pairs[(word == 0 ? 0 : path[word - 1]) * TAGS + path[word]] += share;
      }
      spanSum += share > 0 && TestAnnotations.SCHEME.spans(path).contains(span) ? share : 0;
    }
    double total = all;
    Arrays.setAll(posteriors, i -> posteriors[i] / total);
    Arrays.setAll(pairs, i -> pairs[i] / total);
    double[] counted = new double[TAGS * TAGS];
    sums.countTransitions(counted);
    assertThat(Arrays.copyOf(sums.posteriors(), posteriors.length))
        .containsExactly(posteriors, within(1e-10));
    assertThat(counted).containsExactly(pairs, within(1e-10));
    assertThat(sums.span(0, span.endWord(), 1)).isCloseTo(spanSum / total, within(1e-10));
    Arrays.fill(path, 0);
    path[words - 1] = 1;
    assertThat(sums.path(path)).isCloseTo(last / total, within(1e-10));
  }
}
