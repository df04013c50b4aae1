package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A vote on whole spans: start, end and type together. A span stays when at least half of the
 * voters marked it; its confidence is its share of the votes.
 *
 * <p>Whoever labelled the sentence votes, the unsure with a full vote (a doubtful answer is still
 * the best one that annotator has); whoever skipped it does not.
 *
 * <p>A tie, exactly half, keeps the span. Annotators overlook entities more often than they invent
 * them, and an entity left out of a training label teaches the model that its words are {@code O};
 * so of two annotators who disagree, the one who saw something is believed. Its confidence of 0.5
 * tells training how far.
 *
 * <p>Two spans that overlap can both have half of the votes, never more. The one with more votes
 * stays, then the longer, then the earlier, then the one whose type name comes first.
 */
public final class MajorityVote implements Adjudicator {

  private static final Comparator<Map.Entry<EntitySpan, Integer>> PREFERENCE =
      Map.Entry.<EntitySpan, Integer>comparingByValue()
          .reversed()
          .thenComparing(e -> e.getKey().length(), Comparator.reverseOrder())
          .thenComparing(e -> e.getKey().startWord())
          .thenComparing(e -> e.getKey().type());

  @Override
  public String name() {
    return "majority";
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

  private static int[] tagIds(Judgements judgements, int sentence, List<ConfidentSpan> spans) {
    return judgements
        .scheme()
        .tagIds(judgements.wordCount(sentence), spans.stream().map(ConfidentSpan::span).toList());
  }

  private static List<ConfidentSpan> settle(Judgements judgements, int sentence) {
    int from = judgements.firstAnnotation(sentence);
    int to = judgements.firstAnnotation(sentence + 1);
    Map<EntitySpan, Integer> votes = new TreeMap<>();
    for (int annotation = from; annotation < to; annotation++) {
      judgements.spans(sentence, annotation).forEach(span -> votes.merge(span, 1, Integer::sum));
    }
    int voters = to - from;
    List<ConfidentSpan> kept = new ArrayList<>();
    votes.entrySet().stream()
        .filter(candidate -> 2 * candidate.getValue() >= voters)
        .sorted(PREFERENCE)
        .filter(candidate -> kept.stream().noneMatch(k -> k.span().overlaps(candidate.getKey())))
        .forEachOrdered(
            c -> kept.add(new ConfidentSpan(c.getKey(), (double) c.getValue() / voters)));
    kept.sort(Comparator.comparing(ConfidentSpan::span));
    return kept;
  }
}
