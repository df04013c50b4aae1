package io.winnow.contract;

import io.winnow.files.Sha256;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * An annotator who knows the gold and errs at given rates. Randomness comes from a hash of seed,
 * annotator and record alone, so the order of sentences and the split into batches change nothing.
 *
 * @param id the annotator's name in returns
 */
public record SimulatedAnnotator(String id, ErrorRates rates, long seed) {

  /** About what careful people need: a pause for each sentence and some time for each word. */
  private static final double SECONDS_PER_SENTENCE = 2.0;

  private static final double SECONDS_PER_WORD = 0.8;

  public SimulatedAnnotator {
    if (id.isBlank()) {
      throw new IllegalArgumentException("A simulated annotator needs a name");
    }
  }

  /**
   * @param words how many words the sentence has
   * @param gold spans that don't overlap and lie within the sentence
   * @param labels where a wrong type comes from; with a single type there is none, and the span
   *     stays right. So does a span that has no room for a wrong boundary
   * @return spans in reading order, none of which overlap or leave the sentence
   */
  public List<EntitySpan> answer(
      String recordId, int words, List<EntitySpan> gold, LabelScheme labels) {
    Random chance = chance("answer", recordId);
    List<EntitySpan> inOrder = gold.stream().sorted().toList();
    List<EntitySpan> answer = new ArrayList<>(inOrder.size());
    for (int i = 0; i < inOrder.size(); i++) {
      EntitySpan span = inOrder.get(i);
      int from = answer.isEmpty() ? 0 : answer.get(answer.size() - 1).endWord();
      int to = i + 1 < inOrder.size() ? inOrder.get(i + 1).startWord() : words;
      if (span.startWord() < from || span.endWord() > to) {
        throw new IllegalArgumentException(
            "The gold labels of record %s are invalid: span %s overlaps another or exceeds its %d words"
                .formatted(recordId, span, words));
      }
      double error = chance.nextDouble();
      if (error < rates.missed()) {
        continue;
      }
      error -= rates.missed();
      if (error < rates.wrongType()) {
        span = retyped(span, labels, chance);
      } else if (error - rates.wrongType() < rates.wrongBoundary()) {
        span = recut(span, from, to, chance);
      }
      answer.add(span);
    }
    return List.copyOf(answer);
  }

  /** Seconds spent on a sentence: grows with its words, give or take a quarter. */
  public double seconds(String recordId, int words) {
    double usual = SECONDS_PER_SENTENCE + SECONDS_PER_WORD * words;
    return usual * (0.75 + 0.5 * chance("seconds", recordId).nextDouble());
  }

  private static EntitySpan retyped(EntitySpan span, LabelScheme labels, Random chance) {
    List<String> others =
        labels.types().stream().filter(type -> !type.equals(span.type())).toList();
    return others.isEmpty()
        ? span
        : new EntitySpan(
            span.startWord(), span.endWord(), others.get(chance.nextInt(others.size())));
  }

  /** Moves one end by one word, within {@code [from, to)}. */
  private static EntitySpan recut(EntitySpan span, int from, int to, Random chance) {
    int start = span.startWord();
    int end = span.endWord();
    int[][] all = {{start - 1, end}, {start + 1, end}, {start, end - 1}, {start, end + 1}};
    List<int[]> cuts =
        Stream.of(all).filter(cut -> cut[0] >= from && cut[1] <= to && cut[0] < cut[1]).toList();
    if (cuts.isEmpty()) {
      return span;
    }
    int[] cut = cuts.get(chance.nextInt(cuts.size()));
    return new EntitySpan(cut[0], cut[1], span.type());
  }

  private Random chance(String purpose, String recordId) {
    MessageDigest sha = Sha256.digest();
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    sha.update("%s\0%s\0%s\0".formatted(purpose, id, recordId).getBytes(StandardCharsets.UTF_8));
    return new Random(ByteBuffer.wrap(sha.digest()).getLong());
  }

  /**
   * How often a simulated annotator gets an entity wrong: each gold span is missed, typed wrongly,
   * cut wrongly, or right; never two of these.
   *
   * @param missed share of spans left out, 0 to 1; the others are shares, too
   * @param wrongBoundary a word too long or too short
   */
  public record ErrorRates(double missed, double wrongType, double wrongBoundary) {

    /** Never wrong. */
    public static final ErrorRates NONE = new ErrorRates(0, 0, 0);

    public ErrorRates {
      requireShare("missed", missed);
      requireShare("wrong type", wrongType);
      requireShare("wrong boundary", wrongBoundary);
      requireShare("the sum of all", missed + wrongType + wrongBoundary);
    }

    private static void requireShare(String name, double rate) {
      if (!(rate >= 0 && rate <= 1 + 1e-9)) {
        throw new IllegalArgumentException(
            "Error rate of a simulated annotator: %s is %s, must be from 0 to 1"
                .formatted(name, rate));
      }
    }
  }
}
