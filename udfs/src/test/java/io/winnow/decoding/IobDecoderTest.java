package io.winnow.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IobDecoderTest {

  private static final LabelScheme TWO = new LabelScheme(List.of("PER", "LOC"));
  private final IobDecoder decoder = new IobDecoder(TWO);

  @Test
  void anInsideTagAfterAnotherTypeIsNeverChosen() {
    // Word by word B-PER, I-LOC is best; the best valid path is B-PER, I-PER (.6 x .3 > .3 x .5).
    WordDistributions sentence =
        distributions(new double[][] {{.05, .6, .025, .3, .025}, {.1, .05, .3, .05, .5}});
    assertThat(decoder.decode(sentence)).containsExactly(1, 2);
  }

  @Test
  void anInsideTagAtTheStartBecomesTheBestBeginning() {
    WordDistributions sentence =
        distributions(new double[][] {{.2, .3, .4, .05, .05}, {.1, .1, .7, .05, .05}});
    assertThat(decoder.decode(sentence)).containsExactly(1, 2);
  }

  @Test
  void aSpansConfidenceIsTheGeometricMeanOfItsWords() {
    WordDistributions sentence =
        distributions(
            new double[][] {
              {.1, .8, .05, .03, .02}, {.3, .1, .5, .05, .05}, {.9, .1, 0, 0, 0}, {0, 0, 0, 1, 0}
            });
    List<ConfidentSpan> spans = decoder.spans(sentence);
    assertThat(spans.stream().map(ConfidentSpan::span))
        .containsExactly(new EntitySpan(0, 2, "PER"), new EntitySpan(3, 4, "LOC"));
    assertThat(spans.get(0).confidence()).isCloseTo(Math.sqrt(.8 * .5), within(1e-6));
    assertThat(spans.get(1).confidence()).isEqualTo(1.0);
  }

  /** Words 0, 3 and 6 of seven have none: one within a name, two beside one. */
  @Test
  void aWordWithoutADistributionIsInASpanOrOutAsTheWordsAroundItAre() {
    double[][] seen = {{.1, .8, .1, 0, 0}, {.3, .1, .5, .1, 0}, {1, 0, 0, 0, 0}, {0, 0, 0, 1, 0}};
    WordDistributions sentence = distributions(seen, 1, 2, 4, 5);
    WordDistributions split = distributions(seen, 1, 4, 5, 6);

    assertThat(decoder.spans(sentence).stream().map(ConfidentSpan::span))
        .containsExactly(new EntitySpan(1, 3, "PER"), new EntitySpan(5, 6, "LOC"));
    assertThat(decoder.spans(split).stream().map(ConfidentSpan::span))
        .containsExactly(new EntitySpan(1, 5, "PER"), new EntitySpan(6, 7, "LOC"));
    assertThat(decoder.spans(split).get(0).confidence())
        .isEqualTo(decoder.spans(distributions(seen)).get(0).confidence());
  }

  @Test
  void twoSpansOfOneTypeSideBySideStayTwo() {
    WordDistributions sentence =
        distributions(new double[][] {{0, .9, .1, 0, 0}, {0, .9, .1, 0, 0}});
    assertThat(decoder.spans(sentence)).hasSize(2);
  }

  @Test
  void aSentenceOf3000WordsAndThenAShortOneAreDecoded() {
    double[][] longOne = new double[3000][];
    Arrays.fill(longOne, new double[] {.1, .1, .1, .1, .6});
    int[] path = decoder.decode(distributions(longOne));
    assertThat(path[0]).isEqualTo(3);
    assertThat(Arrays.stream(path).skip(1)).containsOnly(4);
    assertThat(decoder.decode(distributions(new double[][] {{.2, .2, .2, .2, .2}})))
        .containsExactly(0);
  }

  @Test
  void anotherNumberOfTagsThanTheSchemesIsRefused() {
    assertThatThrownBy(() -> decoder.decode(new WordDistributions(new float[6], 2, 3)))
        .hasMessage("The model gives 3 tags, but the entity types [PER, LOC] make 5");
  }

  @Property(tries = 200)
  void findsWhatTryingAllValidPathsFinds(
      @ForAll @IntRange(min = 1, max = 5) int words, @ForAll long seed) {
    // Halves add up without rounding, and there are ties.
    float[] logs = logs(words * 5, seed);
    WordDistributions sentence = new WordDistributions(logs, words, 5);
    assertThat(decoder.decode(sentence)).containsExactly(bruteForce(sentence));
  }

  @Property(tries = 200)
  void isAlwaysValidAndSpansAndTagsAgree(
      @ForAll @IntRange(min = 1, max = 30) int words,
      @ForAll @IntRange(min = 1, max = 6) int types,
      @ForAll long seed) {
    LabelScheme scheme = new LabelScheme(IntStream.range(0, types).mapToObj(t -> "T" + t).toList());
    float[] logs = logs(words * scheme.tagCount(), seed);
    WordDistributions sentence = new WordDistributions(logs, words, scheme.tagCount());
    int[] path = new IobDecoder(scheme).decode(sentence);
    assertThat(valid(path)).isTrue();
    List<EntitySpan> spans =
        new IobDecoder(scheme).spans(sentence).stream().map(ConfidentSpan::span).toList();
    assertThat(spans).isEqualTo(scheme.spans(path));
    List<String> tags = Arrays.stream(path).mapToObj(scheme.tags()::get).toList();
    assertThat(spans).isEqualTo(Tags.strictSpans(tags));
  }

  @Property(tries = 200)
  void leavesTheBestTagsAsTheyAreWhereTheyAreValid(
      @ForAll @IntRange(min = 1, max = 8) int words, @ForAll long seed) {
    WordDistributions sentence = new WordDistributions(logs(words * 5, seed), words, 5);
    int[] best = new int[words];
    Arrays.setAll(best, sentence::bestTag);
    if (valid(best)) {
      assertThat(decoder.decode(sentence)).containsExactly(best);
    }
  }

  private static int[] bruteForce(WordDistributions sentence) {
    List<int[]> paths = new ArrayList<>();
    extend(new int[sentence.words()], 0, paths);
    int[] best = null;
    for (int[] path : paths) {
      if (best == null
          || score(sentence, path) > score(sentence, best)
          || (score(sentence, path) == score(sentence, best) && lowerFromTheEnd(path, best))) {
        best = path;
      }
    }
    return best;
  }

  private static void extend(int[] path, int word, List<int[]> paths) {
    if (word == path.length) {
      if (valid(path)) {
        paths.add(path.clone());
      }
      return;
    }
    for (int tag = 0; tag < 5; tag++) {
      path[word] = tag;
      extend(path, word + 1, paths);
    }
  }

  private static double score(WordDistributions sentence, int[] path) {
    double sum = 0;
    for (int word = 0; word < path.length; word++) {
      sum += sentence.logProbability(word, path[word]);
    }
    return sum;
  }

  private static boolean lowerFromTheEnd(int[] path, int[] other) {
    for (int word = path.length - 1; word >= 0; word--) {
      if (path[word] != other[word]) {
        return path[word] < other[word];
      }
    }
    return false;
  }

  /** Written apart from LabelScheme.mayFollow: an even tag above 0 needs itself or its B before. */
  private static boolean valid(int[] path) {
    for (int word = 0; word < path.length; word++) {
      int before = word == 0 ? 0 : path[word - 1];
      boolean inside = path[word] > 0 && path[word] % 2 == 0;
      if (inside && before != path[word] && before != path[word] - 1) {
        return false;
      }
    }
    return true;
  }

  private static float[] logs(int size, long seed) {
    Random random = new Random(seed);
    float[] logs = new float[size];
    for (int at = 0; at < size; at++) {
      logs[at] = -random.nextInt(8) / 2f;
    }
    return logs;
  }

  private static WordDistributions distributions(double[][] probabilities) {
    return distributions(probabilities, IntStream.range(0, probabilities.length).toArray());
  }

  private static WordDistributions distributions(double[][] probabilities, int... places) {
    int tags = probabilities[0].length;
    float[] logs = new float[probabilities.length * tags];
    for (int at = 0; at < logs.length; at++) {
      logs[at] = (float) Math.log(probabilities[at / tags][at % tags]);
    }
    return new WordDistributions(logs, places, tags);
  }
}
