package io.winnow.annotation;

import static io.winnow.annotation.AnnotationStatus.DONE;
import static io.winnow.annotation.AnnotationStatus.SKIPPED;
import static io.winnow.annotation.AnnotationStatus.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.EntitySpan;
import java.util.List;
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
    assertThat(vote.adjudicate(List.of(sentence(says("a", SKIPPED))))).isEmpty();
  }

  @Test
  void aSentenceInWhichNobodySawAnythingGetsALabelWithoutSpans() {
    assertThat(vote.adjudicate(List.of(sentence(says("a", DONE), says("b", DONE)))))
        .containsExactly(new AdjudicatedLabel("s", List.of()));
  }

  private List<ConfidentSpan> settle(Annotation... annotations) {
    return vote.adjudicate(List.of(sentence(annotations))).get(0).spans();
  }

  private static AnnotatedSentence sentence(Annotation... annotations) {
    return new AnnotatedSentence("s", 6, List.of(annotations));
  }

  private static Annotation says(String who, AnnotationStatus status, EntitySpan... spans) {
    return new Annotation("s", who, status, List.of(spans));
  }
}
