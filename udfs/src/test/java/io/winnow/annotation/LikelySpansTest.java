package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One sentence of three words, whose spans have probabilities that are set. */
class LikelySpansTest {

  private static final LabelScheme PER = new LabelScheme(List.of("PER"));
  private static final int O = 0;
  private static final int B = 1;
  private static final int I = 2;

  @Test
  void aSpanBelowOneHalfIsTakenAndOneBelowAThirdIsNot() {
    Judgements judgements = judged("B-PER O O", "O O B-PER", "O O O");
    List<ConfidentSpan> spans =
        spans(judgements, shares(new double[] {.6, .4, 0}, only(O), new double[] {.7, .3, 0}));
    assertThat(spans).extracting(ConfidentSpan::span).containsExactly(new EntitySpan(0, 1, "PER"));
    assertThat(spans.get(0).confidence()).isEqualTo(.4);
  }

  /** One long span at .45, or two short ones at .55 * .9: the sum above a third decides. */
  @Test
  void twoLikelySpansBeatALongOneThatOverlapsThem() {
    Judgements judgements = judged("B-PER I-PER O", "B-PER B-PER O", "O O O");
    List<ConfidentSpan> spans =
        spans(judgements, shares(only(B), new double[] {0, .55, .45}, only(O)));
    assertThat(spans)
        .extracting(ConfidentSpan::span)
        .containsExactly(new EntitySpan(0, 1, "PER"), new EntitySpan(1, 2, "PER"));
  }

  @Test
  void whatAllMarkedStaysHoweverUnlikelyItIs() {
    Judgements judgements = judged("B-PER O O", "B-PER O O");
    List<ConfidentSpan> spans =
        spans(judgements, shares(new double[] {.99, .01, 0}, only(O), only(O)));
    assertThat(spans).extracting(ConfidentSpan::span).containsExactly(new EntitySpan(0, 1, "PER"));
    assertThat(spans.get(0).confidence()).isLessThan(.02);
  }

  @Test
  void whatNobodyMarkedIsNoCandidate() {
    Judgements judgements = judged("O O O", "O O B-PER");
    assertThat(spans(judgements, shares(only(B), only(O), only(O)))).isEmpty();
  }

  private static List<ConfidentSpan> spans(Judgements judgements, double[] evidence) {
    double[] free = TagPath.allowed(3);
    ForwardBackward sums = new ForwardBackward(3);
    sums.run(evidence, Arrays.stream(free).map(Math::exp).toArray(), 3);
    return LikelySpans.of(judgements, 0, TagPath.bestSaid(judgements, 0, evidence, free), sums);
  }

  private static Judgements judged(String... answers) {
    return Judgements.of(PER, List.of(TestAnnotations.sentence("s", "Ann Lee sang", answers)));
  }

  private static double[] only(int tag) {
    double[] shares = new double[3];
    shares[tag] = 1;
    return shares;
  }

  private static double[] shares(double[]... words) {
    List<Double> all = new ArrayList<>();
    Arrays.stream(words).forEach(word -> Arrays.stream(word).forEach(all::add));
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
