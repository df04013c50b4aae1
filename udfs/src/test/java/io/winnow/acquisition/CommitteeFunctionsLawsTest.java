package io.winnow.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What holds for every function of several passes that is registered. */
class CommitteeFunctionsLawsTest {

  @Test
  void everyFunctionHasASlowReference() {
    assertThat(SlowReference.SEVERAL_PASSES.keySet())
        .containsExactlyInAnyOrderElementsOf(AcquisitionFunctions.committeeNames());
  }

  @Property(tries = 200)
  void agreesWithThePlainDefinition(
      @ForAll(supplier = Distributions.Committees.class) double[][][] passes) {
    for (String name : AcquisitionFunctions.committeeNames()) {
      assertThat(score(name, passes))
          .as(name)
          .isCloseTo(SlowReference.SEVERAL_PASSES.get(name).applyAsDouble(passes), within(1e-6));
    }
  }

  @Property(tries = 200)
  void isNeverAboveZeroNorBelowTheLogOfPassesOrTags(
      @ForAll(supplier = Distributions.Committees.class) double[][][] passes) {
    double most = Math.log(Math.min(passes.length, passes[0][0].length));
    for (String name : AcquisitionFunctions.committeeNames()) {
      assertThat(-score(name, passes)).as(name).isBetween(-0.0, most + 1e-5);
    }
  }

  @Property(tries = 100)
  void passesThatAgreeScoreZero(
      @ForAll(supplier = Distributions.Sentences.class) double[][] sentence,
      @ForAll @IntRange(min = 1, max = 20) int size) {
    double[][][] same = new double[size][][];
    Arrays.fill(same, sentence);
    for (String name : AcquisitionFunctions.committeeNames()) {
      assertThat(score(name, same)).as(name).isCloseTo(0, within(1e-12));
    }
  }

  @Property(tries = 100)
  void sureVotesMakeBothMeasuresTheSame(
      @ForAll @IntRange(min = 1, max = 12) int size,
      @ForAll @IntRange(min = 1, max = 8) int words,
      @ForAll @IntRange(min = 1, max = 40) int tags,
      @ForAll Random random) {
    double[][][] sure = new double[size][][];
    Arrays.setAll(sure, pass -> Distributions.certain(words, tags, random));
    assertThat(score("bald", sure)).isCloseTo(score("vote-entropy", sure), within(1e-9));
  }

  @Property(tries = 200)
  void dependsOnTheOrderOfNeitherPassesNorWordsNorTags(
      @ForAll(supplier = Distributions.Committees.class) double[][][] passes,
      @ForAll Random random) {
    List<Integer> words = shuffled(passes[0].length, random);
    List<Integer> tags = shuffled(passes[0][0].length, random);
    List<Integer> members = shuffled(passes.length, random);
    double[][][] other = new double[passes.length][][];
    Arrays.setAll(other, at -> Distributions.reordered(passes[members.get(at)], words, tags));
    for (String name : AcquisitionFunctions.committeeNames()) {
      assertThat(score(name, other)).as(name).isCloseTo(score(name, passes), within(1e-9));
    }
  }

  @Property(tries = 100)
  void aCommitteeInDisputeComesBeforeOneThatAgrees(
      @ForAll(supplier = Distributions.Sentences.class) double[][] sentence,
      @ForAll @IntRange(min = 2, max = 12) int tags) {
    double[][] first = {new double[tags]};
    double[][] second = {new double[tags]};
    first[0][0] = 1;
    second[0][1] = 1;
    for (String name : AcquisitionFunctions.committeeNames()) {
      assertThat(score(name, first, second)).as(name).isLessThan(score(name, sentence, sentence));
    }
  }

  private static double score(String name, double[][]... passes) {
    return ((CommitteeFunction) AcquisitionFunctions.named(name))
        .score(Distributions.committee(passes));
  }

  private static List<Integer> shuffled(int size, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }
}
