package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import java.util.List;

/**
 * A vote on whole spans or word by word. Whoever labelled the sentence votes, the unsure with a
 * full vote (a doubtful answer is still the best one that annotator has); whoever skipped it does
 * not. Posteriors are shares of the votes.
 *
 * <p>On spans: a span stays when at least half of the voters marked it ({@link TieRule#KEEP}) or
 * more than half ({@link TieRule#DROP}); its confidence is its share of the votes. Two spans that
 * overlap can both have half of the votes, never more: the one with more votes stays, then the
 * longer, then the earlier, then the one whose type name comes first.
 *
 * <p>On tokens: each word gets the tag that most gave it. Of tags with equally many votes {@link
 * TieRule#KEEP} takes an entity's before {@code O}, then the one with the lower id; {@link
 * TieRule#DROP} takes {@code O}. An {@code I-} that continues nothing becomes {@code B-}. A span is
 * as sure as the least sure of its words.
 */
public final class MajorityVote implements Adjudicator {

  private final VoteUnit unit;
  private final TieRule ties;

  /** On spans; a tie keeps what somebody saw. */
  public MajorityVote() {
    this(VoteUnit.SPANS, TieRule.KEEP);
  }

  public MajorityVote(VoteUnit unit, TieRule ties) {
    this.unit = unit;
    this.ties = ties;
  }

  @Override
  public String name() {
    return unit == VoteUnit.SPANS ? "majority" : "majority-tokens";
  }

  @Override
  public boolean weighsAnnotators() {
    return false;
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    ConfusionCounts counts = new ConfusionCounts(judgements);
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      counts.add(sentence, tagIds(judgements, sentence, settle(judgements, sentence)));
    }
    return new Adjudication() {
      @Override
      public AdjudicatedLabel label(int sentence) {
        List<ConfidentSpan> spans = settle(judgements, sentence);
        float[] shares = VoteShares.of(judgements, sentence);
        int[] settled = tagIds(judgements, sentence, spans);
        return new AdjudicatedLabel(
            judgements.sentenceId(sentence), spans, VoteShares.least(shares, settled), shares);
      }

      @Override
      public double[][] confusion(int annotator) {
        return counts.shares(annotator);
      }
    };
  }

  private List<ConfidentSpan> settle(Judgements judgements, int sentence) {
    return unit == VoteUnit.SPANS
        ? SpanVote.settle(judgements, sentence, ties)
        : TokenVote.settle(judgements, sentence, ties);
  }

  private static int[] tagIds(Judgements judgements, int sentence, List<ConfidentSpan> spans) {
    List<EntitySpan> bare = spans.stream().map(ConfidentSpan::span).toList();
    return judgements.scheme().tagIds(judgements.wordCount(sentence), bare);
  }
}
