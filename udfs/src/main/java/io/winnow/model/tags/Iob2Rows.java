package io.winnow.model.tags;

import io.winnow.text.LabelScheme;
import java.util.Arrays;

/**
 * Turns a head's distributions over its own tags into distributions over IOB2 tags.
 *
 * <p>Tags that mean the same are added. Where a tag both begins and continues entities, as {@code
 * I-PER} of IOB1 does, the most probable tag of the word before tells which it is here: where that
 * is of another type, {@code B-PER} gets the larger and {@code I-PER}, which IOB2 does not allow
 * there, the smaller of the two probabilities. So each word keeps the probabilities that the head
 * gives it, its most probable tag too, and the most probable tags are valid IOB2. They give the
 * spans of HuggingFace's {@code TokenClassificationPipeline} with {@code
 * aggregation_strategy="first"}.
 */
public final class Iob2Rows {

  /**
   * The logarithm of a tag's probability where the head has no such tag: finite, because formulas
   * multiply it by its probability, which is 0 also in double precision.
   */
  public static final float NEVER = -10_000;

  private final int from;
  private final int to;
  private final int[] targets;
  private final boolean[] insideBegins;

  public Iob2Rows(HeadTags head) {
    this.from = head.tags().size();
    this.to = head.labels().tagCount();
    this.targets = head.targets().stream().mapToInt(Integer::intValue).toArray();
    this.insideBegins = new boolean[head.labels().types().size()];
    for (int type = 0; type < insideBegins.length; type++) {
      insideBegins[type] = head.insideBegins(type);
    }
  }

  /**
   * @param logProbabilities [words, the head's tags], natural log, row-major; words that the model
   *     did not see are not among them, so the word before is the last one that it saw
   * @return [words, tags of the label scheme]
   */
  public float[] of(float[] logProbabilities) {
    int words = logProbabilities.length / from;
    float[] rows = new float[words * to];
    Arrays.fill(rows, NEVER);
    int before = -1;
    for (int word = 0; word < words; word++) {
      int in = word * from;
      int out = word * to;
      int best = 0;
      for (int tag = 0; tag < from; tag++) {
        float value = logProbabilities[in + tag];
        best = value > logProbabilities[in + best] ? tag : best;
        rows[out + targets[tag]] = sum(rows[out + targets[tag]], value);
      }
      for (int type = 0; type < insideBegins.length; type++) {
        int begin = out + 1 + 2 * type;
        if (insideBegins[type] && type != before && rows[begin] < rows[begin + 1]) {
          float larger = rows[begin + 1];
          rows[begin + 1] = rows[begin];
          rows[begin] = larger;
        }
      }
      before = LabelScheme.typeOf(targets[best]);
    }
    return rows;
  }

  /** ln(exp a + exp b). */
  private static float sum(float a, float b) {
    if (a == NEVER) {
      return b;
    }
    double larger = Math.max(a, b);
    return (float) (larger + Math.log1p(Math.exp(Math.min(a, b) - larger)));
  }
}
