package io.winnow.model.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class Iob2RowsLawsTest {

  private static final HeadTags IOB1 =
      head(TagScheme.IOB1, "O", "B-PER", "I-PER", "B-LOC", "I-LOC");
  private static final HeadTags HUB =
      head(TagScheme.IOB1, "B-LOC", "B-ORG", "I-LOC", "I-ORG", "I-PER", "O");
  private static final HeadTags PLAIN = head(TagScheme.IO, "LOC", "O", "PER");
  private static final HeadTags IOB2 =
      head(TagScheme.IOB2, "O", "B-PER", "I-PER", "B-LOC", "I-LOC");
  private static final HeadTags SHORT = head(TagScheme.IOB2, "O", "B-PER", "B-LOC", "I-LOC");
  private static final HeadTags BILOU =
      head(TagScheme.BILOU, "O", "B-PER", "I-PER", "L-PER", "U-PER", "B-LOC", "U-LOC");

  /** Of tags that begin and continue entities nothing is lost: these are the head's own figures. */
  @Property(tries = 300)
  void eachWordKeepsItsProbabilitiesAndThePathItsSpans(
      @ForAll("merging") HeadTags head,
      @ForAll @IntRange(min = 1, max = 9) int words,
      @ForAll long seed) {
    float[] own = rows(head, words, seed);
    float[] rows = new Iob2Rows(head).of(own);

    int size = head.tags().size();
    int tags = head.labels().tagCount();
    List<String> path = new ArrayList<>();
    for (int word = 0; word < words; word++) {
      assertThat(positive(rows, word, tags)).isEqualTo(positive(own, word, size));
      path.add(head.tags().get(new WordDistributions(own, words, size).bestTag(word)));
    }
    assertThat(spans(head, rows)).isEqualTo(Tags.spans(path));
    int[] decoded = new IobDecoder(head.labels()).decode(new WordDistributions(rows, words, tags));
    for (int word = 0; word < words; word++) {
      assertThat(decoded[word]).isEqualTo(new WordDistributions(rows, words, tags).bestTag(word));
    }
  }

  @Property(tries = 300)
  void rowsSumToOne(
      @ForAll("all") HeadTags head,
      @ForAll @IntRange(min = 1, max = 9) int words,
      @ForAll long seed) {
    float[] rows = new Iob2Rows(head).of(rows(head, words, seed));

    int tags = head.labels().tagCount();
    assertThat(rows).hasSize(words * tags);
    for (int word = 0; word < words; word++) {
      double sum = 0;
      for (int tag = 0; tag < tags; tag++) {
        float value = rows[word * tags + tag];
        assertThat(value).isFinite();
        assertThat((float) (value * Math.exp(value))).isFinite();
        sum += Math.exp(value);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  @Example
  void tagsThatMeanTheSameAreAddedAndWhatAHeadLacksIsNever() {
    // O; B-PER, U-PER; I-PER, L-PER; B-LOC, U-LOC.
    float[] rows = new Iob2Rows(BILOU).of(logs(.4, .1, .2, .05, .05, .12, .08));

    assertThat(BILOU.tags())
        .containsExactly("O", "B-PER", "U-PER", "I-PER", "L-PER", "B-LOC", "U-LOC");
    double[] expected = {.4, .3, .1, .2};
    for (int tag = 0; tag < expected.length; tag++) {
      assertThat(Math.exp(rows[tag])).isCloseTo(expected[tag], within(1e-6));
    }
    assertThat(rows[4]).isEqualTo(Iob2Rows.NEVER);
  }

  /** {@code B-} of IOB1 where no entity of its type stands before: still a beginning. */
  @Example
  void whatIsBestBeginsWhicheverTagIob1HasForIt() {
    float[] begun = logs(.1, .5, .2, .1, .1, .1, .2, .6, .05, .05, .1, .6, .2, .05, .05);
    // B-PER though O stands before; I-PER continues it; B-PER begins another.
    assertThat(new Iob2Rows(IOB1).of(begun)).containsExactly(begun);

    assertThat(new Iob2Rows(IOB1).of(logs(.1, .2, .5, .1, .1)))
        .containsExactly(logs(.1, .5, .2, .1, .1));
  }

  @Provide
  static Arbitrary<HeadTags> merging() {
    return Arbitraries.of(IOB1, HUB, PLAIN);
  }

  @Provide
  static Arbitrary<HeadTags> all() {
    return Arbitraries.of(IOB1, HUB, PLAIN, IOB2, SHORT, BILOU);
  }

  private static float[] logs(double... shares) {
    float[] logs = new float[shares.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(shares[i]);
    }
    return logs;
  }

  private static HeadTags head(TagScheme scheme, String... labels) {
    return HeadTags.of(List.of(labels)).meant(scheme);
  }

  private static float[] rows(HeadTags head, int words, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = head.tags().size();
    float[] rows = new float[words * size];
    for (int word = 0; word < words; word++) {
      double[] shares = random.doubles(size, 0.01, 1).map(it -> it * it * it).toArray();
      double sum = Arrays.stream(shares).sum();
      for (int tag = 0; tag < size; tag++) {
        rows[word * size + tag] = (float) Math.log(shares[tag] / sum);
      }
    }
    return rows;
  }

  private static float[] positive(float[] rows, int word, int tags) {
    float[] row = Arrays.copyOfRange(rows, word * tags, (word + 1) * tags);
    Arrays.sort(row);
    int from = 0;
    while (row[from] == Iob2Rows.NEVER) {
      from++;
    }
    return Arrays.copyOfRange(row, from, tags);
  }

  private static Object spans(HeadTags head, float[] rows) {
    int tags = head.labels().tagCount();
    return new IobDecoder(head.labels())
        .spans(new WordDistributions(rows, rows.length / tags, tags)).stream()
            .map(ConfidentSpan::span)
            .toList();
  }
}
