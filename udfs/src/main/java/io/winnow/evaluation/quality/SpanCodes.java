package io.winnow.evaluation.quality;

import io.winnow.text.LabelScheme;
import java.util.Arrays;

/**
 * Spans as numbers, quick to compare in millions of answers: start in the highest 24 bits, then 24
 * bits of end, 16 of the type's place in the label scheme. Reading order is the order of numbers.
 */
final class SpanCodes {

  private static final int WORD_BITS = 24;
  private static final int TYPE_BITS = 16;
  private static final long WORD_MASK = (1L << WORD_BITS) - 1;

  private SpanCodes() {}

  /** The spans of tag ids, as {@link LabelScheme#spans} reads them. */
  static long[] of(int[] tags) {
    long[] spans = new long[tags.length];
    int count = 0;
    int start = -1;
    for (int word = 0; word <= tags.length; word++) {
      int tag = word < tags.length ? tags[word] : 0;
      if (start >= 0) {
        int type = LabelScheme.typeOf(tags[start]);
        if (!LabelScheme.isInside(tag) || LabelScheme.typeOf(tag) != type) {
          spans[count++] =
              (long) start << (WORD_BITS + TYPE_BITS) | (long) word << TYPE_BITS | type;
          start = -1;
        }
      }
      if (start < 0 && tag > 0) {
        start = word;
      }
    }
    return Arrays.copyOf(spans, count);
  }

  /** Words in a span. */
  static int length(long span) {
    return (int) ((span >> TYPE_BITS & WORD_MASK) - (span >> WORD_BITS + TYPE_BITS & WORD_MASK));
  }

  /** How many spans are in both, each in reading order. */
  static int common(long[] one, long[] other) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      if (one[i] == other[j]) {
        common++;
        i++;
        j++;
      } else if (one[i] < other[j]) {
        i++;
      } else {
        j++;
      }
    }
    return common;
  }
}
