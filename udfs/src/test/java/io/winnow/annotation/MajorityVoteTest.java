package io.winnow.annotation;

import static io.winnow.annotation.AnnotationStatus.DONE;
import static io.winnow.annotation.AnnotationStatus.SKIPPED;
import static io.winnow.annotation.AnnotationStatus.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MajorityVoteTest {

  private static final EntitySpan PARIS_LOC = new EntitySpan(0, 1, "LOC");
  private static final EntitySpan PARIS_PER = new EntitySpan(0, 1, "PER");
  private static final EntitySpan PARIS_HILTON = new EntitySpan(0, 2, "PER");
  private static final EntitySpan ACME = new EntitySpan(4, 5, "ORG");

  private final MajorityVote vote = new MajorityVote();

  @Test
  void aSpanThatTwoOfThreeMarkedStaysWithItsShareOfTheVotes() {
    assertThat(settle(says("a", DONE, PARIS_LOC), says("b", DONE, PARIS_LOC), says("c", DONE)))
        .containsExactly(new ConfidentSpan(PARIS_LOC, 2.0 / 3));
  }

  @Test
  void aSpanThatOneOfThreeMarkedGoes() {
    assertThat(settle(says("a", DONE, ACME), says("b", DONE), says("c", DONE))).isEmpty();
  }

  @Test
  void ofTwoWhoDisagreeTheOneWhoSawSomethingIsBelieved() {
    assertThat(settle(says("a", DONE, ACME), says("b", DONE)))
        .containsExactly(new ConfidentSpan(ACME, 0.5));
  }

  @Test
  void theLongerOfTwoOverlappingSpansWinsATie() {
    assertThat(settle(says("a", DONE, PARIS_LOC), says("b", DONE, PARIS_HILTON)))
        .containsExactly(new ConfidentSpan(PARIS_HILTON, 0.5));
  }

  @Test
  void theEarlierOfTwoEquallyLongOverlappingSpansWinsATie() {
    EntitySpan later = new EntitySpan(1, 3, "LOC");
    assertThat(settle(says("a", DONE, later), says("b", DONE, PARIS_HILTON)))
        .containsExactly(new ConfidentSpan(PARIS_HILTON, 0.5));
  }

  @Test
  void theTypeWhoseNameComesFirstWinsATieOfTypes() {
    assertThat(settle(says("a", DONE, PARIS_PER), says("b", DONE, PARIS_LOC)))
        .containsExactly(new ConfidentSpan(PARIS_LOC, 0.5));
  }

  @Test
  void anUnsureAnnotatorVotesAndOneWhoSkippedDoesNot() {
    assertThat(settle(says("a", UNSURE, ACME), says("b", DONE, ACME), says("c", SKIPPED)))
        .containsExactly(new ConfidentSpan(ACME, 1.0));
  }

  @Test
  void aSentenceThatEveryoneSkippedGetsNoLabel() {
    assertThat(judgements(says("a", SKIPPED)).sentences()).isZero();
  }

  @Test
  void aSentenceInWhichNobodySawAnythingGetsALabelWithoutSpans() {
    AdjudicatedLabel label = vote.adjudicate(judgements(says("a", DONE), says("b", DONE))).label(0);
    assertThat(label.sentenceId()).isEqualTo("s");
    assertThat(label.spans()).isEmpty();
    assertThat(label.confidence()).isEqualTo(1);
  }

  @Test
  void aLabelIsAsSureAsItsLeastSureWord() {
    AdjudicatedLabel label =
        vote.adjudicate(
                judgements(
                    says("a", DONE, PARIS_HILTON),
                    says("b", DONE, PARIS_HILTON, ACME),
                    says("c", DONE, PARIS_PER, ACME)))
            .label(0);
    assertThat(label.confidence()).isCloseTo(2.0 / 3, within(1e-6));
    // The words are Paris Hilton and the Acme too; tags O B-LOC I-LOC B-ORG I-ORG B-PER I-PER.
    assertThat(label.posteriors()[5]).isEqualTo(1);
    assertThat(label.posteriors()[7 + 6]).isCloseTo(2f / 3, within(1e-6f));
    assertThat(label.posteriors()[7]).isCloseTo(1f / 3, within(1e-6f));
  }

  @Test
  void confusionIsCountedAgainstWhatWasSettled() {
    Adjudication settled =
        vote.adjudicate(
            judgements(says("a", DONE, PARIS_LOC), says("b", DONE, PARIS_LOC), says("c", DONE)));
    double[][] least =
        IntStream.range(0, 3)
            .mapToObj(settled::confusion)
            .min(Comparator.comparingDouble(c -> c[1][1]))
            .orElseThrow();
    assertThat(least[1]).containsExactly(1, 0, 0, 0, 0, 0, 0);
    assertThat(least[0]).containsExactly(1, 0, 0, 0, 0, 0, 0);
    assertThat(least[3]).containsExactly(0, 0, 0, 1, 0, 0, 0);
  }

  private List<ConfidentSpan> settle(Annotation... annotations) {
    return vote.adjudicate(judgements(annotations)).label(0).spans();
  }

  private static Judgements judgements(Annotation... annotations) {
    List<String> words = List.of("Paris", "Hilton", "and", "the", "Acme", "too");
    AnnotatedSentence sentence = new AnnotatedSentence("s", words, List.of(annotations));
    return Judgements.of(new LabelScheme(List.of("LOC", "ORG", "PER")), List.of(sentence));
  }

  private static Annotation says(String who, AnnotationStatus status, EntitySpan... spans) {
    return new Annotation("s", who, status, List.of(spans));
  }
}
