package io.winnow.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.Documents;
import java.util.ArrayList;
import java.util.Collections;
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
    return slice(examples, Documents.Names.NONE, share);
  }

  private static DevSlice slice(List<Example> examples, Documents.Names documents, double share) {
    Set<String> random =
        examples.stream()
            .map(Example::id)
            .filter(id -> id.startsWith("random"))
            .collect(Collectors.toSet());
    return DevSlice.of(examples, random, documents, share, 1);
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

  /** Some sentences have a document, whether they were chosen or not; others have none. */
  private static Documents.Names documents(List<Example> examples, int count) {
    return new Documents.Names(
        examples.stream()
            .map(Example::id)
            .filter(id -> Math.floorMod(id.hashCode(), count + 1) > 0)
            .collect(
                Collectors.toMap(id -> id, id -> "d" + Math.floorMod(id.hashCode(), count + 1))));
  }

  @Property(tries = 100)
  void noDocumentIsOnBothSides(
      @ForAll @IntRange(max = 60) int random,
      @ForAll @IntRange(max = 60) int chosen,
      @ForAll @IntRange(min = 1, max = 20) int count,
      @ForAll @DoubleRange(min = 0, max = 0.99) double share) {
    List<Example> examples = examples(random, chosen);
    Documents.Names documents = documents(examples, count);
    DevSlice slice = slice(examples, documents, share);

    assertThat(slice.dev()).allMatch(example -> example.id().startsWith("random"));
    assertThat(slice.dev()).hasSizeLessThanOrEqualTo(random / 2);
    Set<String> kept = names(slice.dev(), documents);
    assertThat(names(slice.train(), documents)).noneMatch(kept::contains);
    assertThat(slice.train().size() + slice.dev().size() + slice.leftOut())
        .isEqualTo(examples.size());
    assertThat(examples)
        .filteredOn(example -> !kept.contains(documents.of(example.id())))
        .isEqualTo(slice.train());
    List<Example> backwards = new ArrayList<>(examples);
    Collections.reverse(backwards);
    assertThat(slice(backwards, documents, share).dev())
        .containsExactlyInAnyOrderElementsOf(slice.dev());
  }

  /** Eight documents of ten random sentences; two of them have ten chosen ones, too. */
  @Test
  void documentsAreKeptBackUntilThereAreEnough() {
    List<Example> examples = examples(80, 20);
    Documents.Names tens =
        new Documents.Names(
            examples.stream()
                .map(Example::id)
                .collect(
                    Collectors.toMap(
                        id -> id, id -> "" + Integer.parseInt(id.split("-")[1]) / 10)));
    DevSlice slice = slice(examples, tens, 0.15);
    assertThat(slice.dev()).hasSize(20);
    assertThat(slice.isShort()).isFalse();
    assertThat(slice.train().size()).isEqualTo(80 - slice.leftOut());
    DevSlice half = slice(examples, tens, 0.9);
    assertThat(half.dev()).hasSize(40).containsAll(slice.dev());
    assertThat(half.isShort()).isTrue();
  }

  private static Set<String> names(List<Example> examples, Documents.Names documents) {
    return examples.stream().map(example -> documents.of(example.id())).collect(Collectors.toSet());
  }
}
