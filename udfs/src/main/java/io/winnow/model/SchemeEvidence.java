package io.winnow.model;

import io.winnow.acquisition.WordDistributions;
import io.winnow.files.Resources;
import io.winnow.model.tags.TagScheme;
import io.winnow.text.LabelScheme;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.util.List;
import java.util.function.Function;

/**
 * How a head that has {@code B-} and {@code I-} of each type begins the entities that it finds in
 * the built-in texts. One trained on IOB2 nearly always takes {@code B-}; one trained on IOB1 takes
 * {@code I-}, which is no valid IOB2 there, unless an entity of the same type stands before.
 *
 * @param entities found, each a run of tags of one type
 * @param byInside those that begin with {@code I-}
 */
public record SchemeEvidence(int entities, int byInside) {

  private static final List<List<String>> TEXTS =
      Resources.text(SchemeEvidence.class, "scheme-texts.txt")
          .lines()
          .map(line -> WordSplitter.split(line).stream().map(Word::text).toList())
          .toList();

  /**
   * @param predict over the IOB2 tags of a label scheme
   */
  static SchemeEvidence of(Function<List<List<String>>, Prediction.Result> predict) {
    int entities = 0;
    int byInside = 0;
    for (Prediction.Predicted predicted : predict.apply(TEXTS).predicted()) {
      WordDistributions sentence = predicted.distributions().orElseThrow();
      int before = 0;
      for (int word = 0; word < sentence.words(); word++) {
        int tag = sentence.bestTag(word);
        boolean isInvalid = !LabelScheme.mayFollow(before, tag);
        entities += LabelScheme.isBegin(tag) || isInvalid ? 1 : 0;
        byInside += isInvalid ? 1 : 0;
        before = tag;
      }
    }
    return new SchemeEvidence(entities, byInside);
  }

  /** IOB1 if most begin with {@code I-}. */
  public TagScheme scheme() {
    return 2 * byInside > entities ? TagScheme.IOB1 : TagScheme.IOB2;
  }

  @Override
  public String toString() {
    return entities == 0
        ? "it finds no entity in the built-in texts, so IOB2 is assumed"
        : "of %d entities that it finds in the built-in texts, %d begin with I-"
            .formatted(entities, byInside);
  }
}
