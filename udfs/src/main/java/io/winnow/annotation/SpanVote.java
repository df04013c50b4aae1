package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The vote on whole spans, see {@link MajorityVote}. */
final class SpanVote {

  private static final Comparator<Map.Entry<EntitySpan, Integer>> PREFERENCE =
      Map.Entry.<EntitySpan, Integer>comparingByValue()
          .reversed()
          .thenComparing(e -> e.getKey().length(), Comparator.reverseOrder())
          .thenComparing(e -> e.getKey().startWord())
          .thenComparing(e -> e.getKey().type());

  private SpanVote() {}

  static List<ConfidentSpan> settle(Judgements judgements, int sentence, TieRule ties) {
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
}
