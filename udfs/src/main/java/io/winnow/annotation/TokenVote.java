package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.List;

/** The vote word by word, see {@link MajorityVote}. */
final class TokenVote {

  private TokenVote() {}

  static List<ConfidentSpan> settle(Judgements judgements, int sentence, TieRule ties) {
    int tags = judgements.scheme().tagCount();
    int words = judgements.wordCount(sentence);
    float[] shares = VoteShares.of(judgements, sentence);
    int[] settled = new int[words];
    for (int word = 0; word < words; word++) {
      settled[word] = most(shares, word * tags, tags, ties);
    }
    List<ConfidentSpan> spans = new ArrayList<>();
    // Read by conlleval's rules, an I- that continues nothing begins a span.
    for (EntitySpan span : judgements.scheme().spans(settled)) {
      double least = 1;
      for (int word = span.startWord(); word < span.endWord(); word++) {
        least = Math.min(least, shares[word * tags + settled[word]]);
      }
      spans.add(new ConfidentSpan(span, least));
    }
    return spans;
  }

  private static int most(float[] shares, int from, int tags, TieRule ties) {
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
}
