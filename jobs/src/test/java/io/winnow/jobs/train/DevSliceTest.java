package io.winnow.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is kept back to measure on. */
class DevSliceTest {

  private static List<Example> examples(int random, int chosen) {
    return Stream.concat(
            IntStream.range(0, random).mapToObj(i -> "random-" + i),
            IntStream.range(0, chosen).mapToObj(i -> "chosen-" + i))
        .map(id -> Example.certain(id, List.of("word"), List.of()))
        .toList();
  }

  private static DevSlice slice(List<Example> examples, double share) {
    Set<String> random =
        examples.stream()
            .map(Example::id)
            .filter(id -> id.startsWith("random"))
            .collect(Collectors.toSet());
    return DevSlice.of(examples, random, share, 1);
  }

  @Test
  void theShareIsOfAllExamples() {
    DevSlice slice = slice(examples(20, 80), 0.1);
    assertThat(slice.dev()).hasSize(10);
    assertThat(slice.train()).hasSize(90);
    assertThat(slice.isShort()).isFalse();
  }

  @Test
  void halfOfTheRandomOnesAreTrainedOnWhateverIsAsked() {
    DevSlice slice = slice(examples(9, 91), 0.1);
    assertThat(slice.dev()).hasSize(4);
    assertThat(slice.wanted()).isEqualTo(10);
    assertThat(slice.isShort()).isTrue();
    assertThat(slice(examples(0, 50), 0.1).dev()).isEmpty();
  }

  @Property(tries = 100)
  void eachExampleIsOnOneSideAndNoChosenOneIsKeptBack(
      @ForAll @IntRange(max = 40) int random,
      @ForAll @IntRange(max = 40) int chosen,
      @ForAll @DoubleRange(min = 0, max = 0.99) double share) {
    List<Example> examples = examples(random, chosen);
    DevSlice slice = slice(examples, share);

    assertThat(slice.dev()).allMatch(example -> example.id().startsWith("random"));
    assertThat(Stream.concat(slice.train().stream(), slice.dev().stream()))
        .containsExactlyInAnyOrderElementsOf(examples);
  }

  /** So that rounds are measured on much the same. */
  @Property(tries = 50)
  void whatIsKeptBackStaysSoWhenLabelsAreAdded(@ForAll @IntRange(min = 1, max = 60) int added) {
    List<Example> before = slice(examples(60, 0), 0.1).dev();
    assertThat(slice(examples(60, added), 0.1).dev()).containsAll(before);
  }
}
