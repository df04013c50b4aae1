package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.annotation.MajorityVote.Unit;
import io.winnow.text.EntitySpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenVoteTest {

  private static final MajorityVote KEEP = new MajorityVote(Unit.TOKENS, TieRule.KEEP);
  private static final MajorityVote DROP = new MajorityVote(Unit.TOKENS, TieRule.DROP);
  private static final MajorityVote DROP_SPANS = new MajorityVote(Unit.SPANS, TieRule.DROP);

  @Test
  void eachWordIsVotedOnByItself() {
    // No two agree on the span; two of three agree on each of its first two words.
    assertThat(
            settle(
                KEEP, "Paris Hilton sang", "B-PER I-PER O", "B-PER I-PER I-PER", "O B-PER I-PER"))
        .containsExactly(new EntitySpan(0, 3, "PER"));
  }

  @Test
  void anInsideThatContinuesNothingBegins() {
    // New: O 3, B-LOC 2. York: I-LOC 2, the others 1 each.
    assertThat(settle(KEEP, "New York", "B-LOC I-LOC", "B-LOC I-LOC", "O O", "O B-PER", "O B-LOC"))
        .containsExactly(new EntitySpan(1, 2, "LOC"));
  }

  @Test
  void aTieKeepsWhatSomebodySawOrDropsIt() {
    assertThat(settle(KEEP, "Rome", "B-LOC", "O")).containsExactly(new EntitySpan(0, 1, "LOC"));
    assertThat(settle(DROP, "Rome", "B-LOC", "O")).isEmpty();
    assertThat(settle(DROP_SPANS, "Rome", "B-LOC", "O")).isEmpty();
    assertThat(settle(DROP_SPANS, "Rome", "B-LOC", "O", "B-LOC"))
        .containsExactly(new EntitySpan(0, 1, "LOC"));
  }

  @Test
  void aTieOfTwoTypesTakesTheLowerTagOrNone() {
    // PER comes before LOC in the scheme.
    assertThat(settle(KEEP, "Rome", "B-LOC", "B-PER")).containsExactly(new EntitySpan(0, 1, "PER"));
    assertThat(settle(DROP, "Rome", "B-LOC", "B-PER")).isEmpty();
  }

  @Test
  void aSpanIsAsSureAsItsLeastSureWord() {
    AdjudicatedLabel label = label(KEEP, "New York", "B-LOC I-LOC", "B-LOC I-LOC", "B-LOC O");
    assertThat(label.spans().get(0).confidence()).isEqualTo(2 / 3f);
    assertThat(label.confidence()).isEqualTo(2 / 3f);
  }

  private static List<EntitySpan> settle(MajorityVote vote, String words, String... answers) {
    return TestAnnotations.bare(label(vote, words, answers));
  }

  private static AdjudicatedLabel label(MajorityVote vote, String words, String... answers) {
    AnnotatedSentence sentence = TestAnnotations.sentence("s", words, answers);
    return vote.adjudicate(Judgements.of(TestAnnotations.SCHEME, List.of(sentence))).label(0);
  }
}
