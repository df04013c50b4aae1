package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatorComparisonTest {

  private static final EntitySpan PARIS = new EntitySpan(0, 1, "LOC");
  private static final EntitySpan PARIS_HILTON = new EntitySpan(0, 2, "PER");
  private static final EntitySpan ACME = new EntitySpan(3, 4, "ORG");

  private static final Sentence SENTENCE =
      new Sentence(
          "s1",
          "Paris Hilton, of Acme!",
          List.of(
              new Word("Paris", 0, 5),
              new Word("Hilton", 6, 12),
              new Word("of", 14, 16),
              new Word("Acme", 17, 21)));

  private final List<Annotation> annotations =
      List.of(
          says("dan", PARIS),
          says("ann", ACME, PARIS_HILTON),
          says("cid", PARIS_HILTON, ACME),
          says("eve"),
          new Annotation("s1", "bob", AnnotationStatus.SKIPPED, List.of()));

  private final AnnotatorComparison comparison = AnnotatorComparison.of(SENTENCE, annotations);

  @Test
  void versionsNameTheirAnnotatorsAndMarkTheText() {
    assertThat(comparison.versions())
        .containsExactly(
            new AnnotatorComparison.Version(
                List.of("ann", "cid"),
                List.of(PARIS_HILTON, ACME),
                "[PER Paris Hilton], of [ORG Acme]!"),
            new AnnotatorComparison.Version(List.of("eve"), List.of(), "Paris Hilton, of Acme!"),
            new AnnotatorComparison.Version(
                List.of("dan"), List.of(PARIS), "[LOC Paris] Hilton, of Acme!"));
    assertThat(comparison.skippedBy()).containsExactly("bob");
    assertThat(comparison.versions()).hasSizeGreaterThan(1);
  }

  @Test
  void differencesNameBothSides() {
    assertThat(comparison.differences())
        .containsExactly(
            new AnnotatorComparison.Difference(
                PARIS, "Paris", List.of("dan"), List.of("ann", "cid", "eve")),
            new AnnotatorComparison.Difference(
                PARIS_HILTON, "Paris Hilton", List.of("ann", "cid"), List.of("dan", "eve")),
            new AnnotatorComparison.Difference(
                ACME, "Acme", List.of("ann", "cid"), List.of("dan", "eve")));
  }

  @Test
  void whereAllAgreeNothingDiffers() {
    AnnotatorComparison same =
        AnnotatorComparison.of(SENTENCE, List.of(says("ann", ACME), says("bob", ACME)));
    assertThat(same.differences()).isEmpty();
    assertThat(same.versions()).hasSize(1);
  }

  @Test
  void theOrderOfAnnotationsChangesNothing() {
    List<Annotation> reversed = new ArrayList<>(annotations);
    Collections.reverse(reversed);
    assertThat(AnnotatorComparison.of(SENTENCE, reversed)).isEqualTo(comparison);
  }

  @Test
  void aSentenceThatAllSkippedHasNoVersion() {
    AnnotatorComparison none =
        AnnotatorComparison.of(
            SENTENCE, List.of(new Annotation("s1", "bob", AnnotationStatus.SKIPPED, List.of())));
    assertThat(none.versions()).isEmpty();
    assertThat(none.skippedBy()).containsExactly("bob");
  }

  @Test
  void aSpanBeyondTheSentenceIsRefused() {
    assertThatThrownBy(
            () ->
                AnnotatorComparison.of(SENTENCE, List.of(says("ann", new EntitySpan(3, 5, "ORG")))))
        .hasMessage("Annotator ann's span [3,5) ORG reaches beyond the 4 words of sentence s1");
  }

  @Test
  void anAnswerToAnotherSentenceIsRefused() {
    Annotation other = new Annotation("s2", "ann", AnnotationStatus.DONE, List.of());
    assertThatThrownBy(() -> AnnotatorComparison.of(SENTENCE, List.of(other)))
        .hasMessage("Annotator ann's answer is to sentence s2, not to s1");
  }

  private static Annotation says(String annotator, EntitySpan... spans) {
    return new Annotation("s1", annotator, AnnotationStatus.DONE, List.of(spans));
  }
}
