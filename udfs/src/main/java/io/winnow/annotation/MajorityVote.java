package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A vote on whole spans or word by word. All who labelled the sentence have a full vote, also the
 * unsure: it is still their best answer. Posteriors are shares of the votes.
 *
 * <p>On spans: a span stays when at least half of the voters marked it ({@link TieRule#KEEP}) or
 * more than half ({@link TieRule#DROP}); its confidence is its share of the votes. Two spans that
 * overlap can both have half of the votes, never more: the one with more votes stays, then the
 * longer, then the earlier, then the one whose type name comes first.
 *
 * <p>On tokens: each word gets the tag that most gave it. Of tags with equally many votes {@link
 * TieRule#KEEP} takes an entity's before {@code O}, then the one with the lower id; {@link
 * TieRule#DROP} takes {@code O}. An {@code I-} that continues nothing becomes {@code B-}. A span is
 * as certain as the least certain of its words.
 */
public record MajorityVote(Unit unit, TieRule ties) implements Adjudicator {

  private static final Comparator<Map.Entry<EntitySpan, Integer>> PREFERENCE =
      Map.Entry.<EntitySpan, Integer>comparingByValue()
          .reversed()
          .thenComparing(e -> e.getKey().length(), Comparator.reverseOrder())
          .thenComparing(Map.Entry::getKey);

  /** On spans; a tie keeps the entity. */
  public MajorityVote() {
    this(Unit.SPANS, TieRule.KEEP);
  }

  @Override
  public String name() {
    return unit == Unit.SPANS ? "majority" : "majority-tokens";
  }

  @Override
  public Adjudicator withTies(TieRule other) {
    return new MajorityVote(unit, other);
  }

  @Override
  public boolean weighsAnnotators() {
    return false;
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    return Adjudication.ofSpans(
        judgements,
        unit == Unit.SPANS
            ? sentence -> spans(judgements, sentence)
            : sentence -> spansOfTokens(judgements, sentence));
  }

  private List<ConfidentSpan> spans(Judgements judgements, int sentence) {
    int from = judgements.firstAnnotation(sentence);
    int to = judgements.firstAnnotation(sentence + 1);
    Map<EntitySpan, Integer> votes = new TreeMap<>();
    for (int annotation = from; annotation < to; annotation++) {
      judgements.spans(sentence, annotation).forEach(span -> votes.merge(span, 1, Integer::sum));
    }
    int voters = to - from;
    int needed = ties == TieRule.KEEP ? (voters + 1) / 2 : voters / 2 + 1;
    List<ConfidentSpan> kept = new ArrayList<>();
    votes.entrySet().stream()
        .filter(candidate -> candidate.getValue() >= needed)
        .sorted(PREFERENCE)
        .filter(candidate -> kept.stream().noneMatch(k -> k.span().overlaps(candidate.getKey())))
        .forEachOrdered(
            c -> kept.add(new ConfidentSpan(c.getKey(), (double) c.getValue() / voters)));
    kept.sort(Comparator.comparing(ConfidentSpan::span));
    return kept;
  }

  private List<ConfidentSpan> spansOfTokens(Judgements judgements, int sentence) {
    int tags = judgements.scheme().tagCount();
    int words = judgements.wordCount(sentence);
    float[] shares = SettledSpans.shares(judgements, sentence);
    int[] settled = new int[words];
    for (int word = 0; word < words; word++) {
      settled[word] = most(shares, word * tags, tags);
    }
    List<ConfidentSpan> spans = new ArrayList<>();
    // By conlleval's rules, an I- that continues nothing begins a span.
    for (EntitySpan span : judgements.scheme().spans(settled)) {
      double least = 1;
      for (int word = span.startWord(); word < span.endWord(); word++) {
        least = Math.min(least, shares[word * tags + settled[word]]);
      }
      spans.add(new ConfidentSpan(span, least));
    }
    return spans;
  }

  private int most(float[] shares, int from, int tags) {
    int best = 1;
    for (int tag = 2; tag < tags; tag++) {
      best = shares[from + tag] > shares[from + best] ? tag : best;
    }
    if (ties == TieRule.KEEP) {
      return shares[from + best] >= shares[from] ? best : 0;
    }
    int equals = 0;
    for (int tag = 0; tag < tags; tag++) {
      equals += shares[from + tag] == shares[from + best] ? 1 : 0;
    }
    return equals == 1 && shares[from + best] > shares[from] ? best : 0;
  }

  /** What a vote is about. */
  public enum Unit {
    /** A span as a whole: start, end and type together. */
    SPANS,
    /** The tag of each word by itself; the tags are made valid IOB2 afterwards. */
    TOKENS
  }
}
