package io.winnow.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TagAgreementTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));
  private static final double ROUNDING = 1e-12;

  /** Tags of the same sentence by two models. */
  record Tagged(int[] one, int[] other) {}

  @Test
  void kappaIsWhatIsLeftOfAgreementBeyondChance() {
    TagAgreement agreement = new TagAgreement(SCHEME);
    // O O O O O O O O B-PER B-LOC against O O O O O O O B-PER B-PER O.
    agreement.add(
        10, List.of(span(8, "PER"), span(9, "LOC")), List.of(span(7, "PER"), span(8, "PER")));
    // Observed 8/10: seven O and a B-PER. Expected: O .8 x .8, B-PER .1 x .2, B-LOC .1 x 0.
    double expected = 0.64 + 0.02;
    assertThat(agreement.kappa()).isEqualTo((0.8 - expected) / (1 - expected), within(ROUNDING));
    assertThat(agreement.words()).isEqualTo(10);
  }

  @Test
  void spansThatDifferInTypeOrBorderDisagree() {
    TagAgreement agreement = new TagAgreement(SCHEME);
    agreement.add(2, List.of(new EntitySpan(0, 2, "PER")), List.of(span(0, "PER"), span(1, "PER")));
    // B-PER I-PER against B-PER B-PER: observed 1/2, expected 1/2 x 1.
    assertThat(agreement.kappa()).isEqualTo(0, within(ROUNDING));
  }

  @Test
  void twoModelsThatFindNothingAgreeFully() {
    TagAgreement agreement = new TagAgreement(SCHEME);
    agreement.add(7, List.of(), List.of());
    assertThat(agreement.kappa()).isEqualTo(1);
  }

  @Test
  void withoutWordsNothingIsKnown() {
    TagAgreement agreement = new TagAgreement(SCHEME);
    agreement.add(0, List.of(), List.of());
    assertThat(agreement.kappa()).isNaN();
  }

  @Property(tries = 100)
  void aModelAgreesFullyWithItselfAndNeverMoreWithAnother(
      @ForAll("tagged") List<Tagged> sentences) {
    TagAgreement same = new TagAgreement(SCHEME);
    sentences.forEach(s -> add(same, s.one(), s.one()));
    assertThat(same.kappa()).isEqualTo(1);
    assertThat(kappa(sentences)).isBetween(-1.0, 1.0);
  }

  @Property(tries = 100)
  void neitherTheOrderOfModelsNorOfSentencesMatters(@ForAll("tagged") List<Tagged> sentences) {
    List<Tagged> turned = new ArrayList<>();
    sentences.forEach(s -> turned.add(new Tagged(s.other(), s.one())));
    Collections.reverse(turned);
    assertThat(kappa(turned)).isEqualTo(kappa(sentences), within(ROUNDING));
  }

  @Provide
  Arbitrary<List<Tagged>> tagged() {
    // O, B-PER and B-LOC: any tags of these are valid IOB2.
    Arbitrary<int[]> tags = Arbitraries.of(0, 0, 0, 1, 3).array(int[].class).ofSize(6);
    return tags.flatMap(one -> tags.map(other -> new Tagged(one, other)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static double kappa(List<Tagged> sentences) {
    TagAgreement agreement = new TagAgreement(SCHEME);
    sentences.forEach(s -> add(agreement, s.one(), s.other()));
    return agreement.kappa();
  }

  private static void add(TagAgreement agreement, int[] one, int[] other) {
    agreement.add(one.length, SCHEME.spans(one), SCHEME.spans(other));
  }

  private static EntitySpan span(int word, String type) {
    return new EntitySpan(word, word + 1, type);
  }
}
