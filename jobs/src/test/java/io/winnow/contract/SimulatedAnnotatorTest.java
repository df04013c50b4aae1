package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SimulatedAnnotatorTest {

  private static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC", "ORG"));
  private static final int SENTENCES = 20_000;

  @Example
  void errorsComeAsOftenAsAsked() {
    SimulatedAnnotator annotator =
        new SimulatedAnnotator("a", new ErrorRates(0.15, 0.10, 0.05), 42);
    EntitySpan gold = new EntitySpan(2, 4, "PER");
    int missed = 0;
    int wrongType = 0;
    int wrongBoundary = 0;
    for (int i = 0; i < SENTENCES; i++) {
      List<EntitySpan> answer = annotator.answer("s" + i, 6, List.of(gold), LABELS);
      if (answer.isEmpty()) {
        missed++;
      } else if (!answer.get(0).type().equals("PER")) {
        wrongType++;
      } else if (!answer.get(0).equals(gold)) {
        wrongBoundary++;
      }
    }
    assertThat(missed / (double) SENTENCES).isCloseTo(0.15, within(0.01));
    assertThat(wrongType / (double) SENTENCES).isCloseTo(0.10, within(0.01));
    assertThat(wrongBoundary / (double) SENTENCES).isCloseTo(0.05, within(0.01));
  }

  @Example
  void annotatorsOfACrewErrEachInTheirOwnWay() {
    List<SimulatedAnnotator> crew = SimulatedVendor.crew(2, new ErrorRates(0.5, 0, 0), 1);
    List<EntitySpan> gold = List.of(new EntitySpan(0, 1, "PER"));
    long same =
        IntStream.range(0, 2000)
            .filter(
                i ->
                    crew.get(0)
                        .answer("s" + i, 1, gold, LABELS)
                        .equals(crew.get(1).answer("s" + i, 1, gold, LABELS)))
            .count();
    assertThat(same / 2000.0).isCloseTo(0.5, within(0.05));
  }

  @Property(tries = 200)
  void withoutErrorsTheAnswerIsGold(@ForAll("gold") List<String> tags) {
    List<EntitySpan> gold = Tags.spans(tags);
    assertThat(
            new SimulatedAnnotator("a", ErrorRates.NONE, 1).answer("s", tags.size(), gold, LABELS))
        .isEqualTo(gold);
  }

  @Property(tries = 200)
  void whateverTheErrorsNoSpansOverlapOrLeaveTheSentence(
      @ForAll("gold") List<String> tags, @ForAll long seed) {
    SimulatedAnnotator annotator = new SimulatedAnnotator("a", new ErrorRates(0.1, 0.2, 0.7), seed);
    List<EntitySpan> answer = annotator.answer("s", tags.size(), Tags.spans(tags), LABELS);
    for (int i = 0; i < answer.size(); i++) {
      assertThat(answer.get(i).endWord()).isLessThanOrEqualTo(tags.size());
      assertThat(LABELS.types()).contains(answer.get(i).type());
      assertThat(i == 0 || answer.get(i - 1).endWord() <= answer.get(i).startWord()).isTrue();
    }
    assertThat(annotator.answer("s", tags.size(), Tags.spans(tags), LABELS)).isEqualTo(answer);
  }

  @Example
  void aSpanWithoutRoomForAnErrorStaysRight() {
    List<EntitySpan> gold = List.of(new EntitySpan(0, 1, "PER"));
    LabelScheme one = new LabelScheme(List.of("PER"));
    assertThat(new SimulatedAnnotator("a", new ErrorRates(0, 0, 1), 1).answer("s", 1, gold, one))
        .isEqualTo(gold);
    assertThat(new SimulatedAnnotator("a", new ErrorRates(0, 1, 0), 1).answer("s", 1, gold, one))
        .isEqualTo(gold);
  }

  @Example
  void goldBeyondTheSentenceIsAnError() {
    SimulatedAnnotator annotator = new SimulatedAnnotator("a", ErrorRates.NONE, 1);
    assertThatThrownBy(() -> annotator.answer("s", 2, List.of(new EntitySpan(1, 3, "PER")), LABELS))
        .hasMessage(
            "The gold labels of record s are invalid: span [1,3) PER overlaps another or exceeds"
                + " its 2 words");
  }

  @Example
  void ratesThatSumToMoreThanOneAreAnError() {
    assertThatThrownBy(() -> new ErrorRates(0.5, 0.5, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the sum of all is 1.1, must be from 0 to 1");
  }

  @Provide
  Arbitrary<List<String>> gold() {
    return Arbitraries.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG")
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }
}
