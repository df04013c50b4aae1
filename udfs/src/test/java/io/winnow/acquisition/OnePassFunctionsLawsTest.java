package io.winnow.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What holds for every function of one pass that is registered. */
class OnePassFunctionsLawsTest {

  @Test
  void everyFunctionHasASlowReference() {
    assertThat(SlowReference.ONE_PASS.keySet())
        .containsExactlyInAnyOrderElementsOf(AcquisitionFunctions.onePassNames());
  }

  @Property(tries = 200)
  void agreesWithThePlainDefinition(
      @ForAll(supplier = Distributions.Sentences.class) double[][] sentence) {
    for (String name : AcquisitionFunctions.onePassNames()) {
      assertThat(score(name, sentence))
          .as(name)
          .isCloseTo(SlowReference.ONE_PASS.get(name).applyAsDouble(sentence), within(1e-6));
    }
  }

  @Property(tries = 200)
  void staysBetweenTheUniformSentenceAndTheCertainOne(
      @ForAll(supplier = Distributions.Sentences.class) double[][] sentence,
      @ForAll Random random) {
    int words = sentence.length;
    int tags = sentence[0].length;
    double[][] certain = Distributions.certain(words, tags, random);
    for (String name : AcquisitionFunctions.onePassNames()) {
      assertThat(score(name, sentence))
          .as(name)
          .isGreaterThan(score(name, Distributions.uniform(words, tags)) - 1e-5)
          .isLessThanOrEqualTo(score(name, certain));
      assertThat(score(name, certain)).isEqualTo(AcquisitionFunctions.named(name).certain());
    }
  }

  @Property(tries = 100)
  void aUniformSentenceComesBeforeACertainOneWhateverTheirLengths(
      @ForAll @IntRange(min = 1, max = 60) int uniformWords,
      @ForAll @IntRange(min = 1, max = 60) int certainWords,
      @ForAll @IntRange(min = 2, max = 40) int tags,
      @ForAll Random random) {
    double[][] certain = Distributions.certain(certainWords, tags, random);
    for (String name : AcquisitionFunctions.onePassNames()) {
      assertThat(score(name, Distributions.uniform(uniformWords, tags)))
          .as(name)
          .isLessThan(score(name, certain));
    }
  }

  @Property(tries = 200)
  void noEntropyIsAboveTheLogOfTheTags(
      @ForAll(supplier = Distributions.Sentences.class) double[][] sentence) {
    double most = Math.log(sentence[0].length);
    assertThat(-score("mean-entropy", sentence)).isBetween(-0.0, most + 1e-5);
    assertThat(-score("max-entropy", sentence))
        .isBetween(-score("mean-entropy", sentence), most + 1e-5);
  }

  @Property(tries = 200)
  void dependsNeitherOnTheOrderOfWordsNorOfTheEntitiesTags(
      @ForAll(supplier = Distributions.Sentences.class) double[][] sentence,
      @ForAll Random random) {
    List<Integer> tags = shuffled(sentence[0].length, random);
    // The first tag is O, and some functions ask for it.
    tags.remove(Integer.valueOf(0));
    tags.add(0, 0);
    double[][] other = Distributions.reordered(sentence, shuffled(sentence.length, random), tags);
    for (String name : AcquisitionFunctions.onePassNames()) {
      assertThat(score(name, other)).as(name).isCloseTo(score(name, sentence), within(1e-9));
    }
  }

  @Property(tries = 100)
  void wordsRepeatedAddNothingExceptToLeastConfidence(
      @ForAll(supplier = Distributions.Sentences.class) double[][] sentence,
      @ForAll("perWord") String name) {
    List<double[]> twice = new ArrayList<>(List.of(sentence));
    twice.addAll(List.of(sentence));
    assertThat(score(name, twice.toArray(double[][]::new)))
        .isCloseTo(score(name, sentence), within(1e-9));
  }

  @Provide
  Arbitrary<String> perWord() {
    return Arbitraries.of(AcquisitionFunctions.onePassNames())
        .filter(name -> !name.equals("least-confidence"));
  }

  private static double score(String name, double[][] sentence) {
    return ((OnePassFunction) AcquisitionFunctions.named(name)).score(Distributions.of(sentence));
  }

  private static List<Integer> shuffled(int size, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }
}
