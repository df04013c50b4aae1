package io.winnow.model.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The merges of a BPE model of sentencepiece, which lists pieces and no merges: every way to make a
 * piece of two others, the best piece first.
 */
final class SentencePieceMerges {

  record Merge(String left, String right, double score) {

    private int leftLength() {
      return left.codePointCount(0, left.length());
    }

    private int rightLength() {
      return right.codePointCount(0, right.length());
    }
  }

  private static final Comparator<Merge> BEST_FIRST =
      Comparator.comparingDouble(Merge::score)
          .thenComparingInt(Merge::leftLength)
          .thenComparingInt(Merge::rightLength)
          .reversed();

  private SentencePieceMerges() {}

  /**
   * @param pieces by id in the file
   * @param scores by piece
   */
  static List<Merge> of(List<String> pieces, Map<String, Double> scores) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < pieces.size(); id++) {
      ids.put(pieces.get(id), id);
    }
    List<Merge> merges = new ArrayList<>();
    scores.forEach(
        (piece, score) -> {
          List<Merge> ofPiece = new ArrayList<>();
          for (int cut = 0; cut < piece.length(); ) {
            cut = piece.offsetByCodePoints(cut, 1);
            String left = piece.substring(0, cut);
            String right = piece.substring(cut);
            if (ids.containsKey(left) && ids.containsKey(right)) {
              ofPiece.add(new Merge(left, right, score));
            }
          }
          ofPiece.sort(
              Comparator.<Merge>comparingInt(it -> ids.get(it.left()))
                  .thenComparingInt(it -> ids.get(it.right())));
          merges.addAll(ofPiece);
        });
    merges.sort(BEST_FIRST);
    return merges;
  }
}
