package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Items are the memory that they need. */
class HalvingTest {

  private final List<List<Integer>> calls = new ArrayList<>();
  private final List<Integer> done = new ArrayList<>();
  private final List<Integer> tooLarge = new ArrayList<>();
  private int released;

  @Example
  void whatFitsIsDoneInOneCall() {
    assertThat(run(100, List.of(1, 2, 3))).isZero();

    assertThat(calls).containsExactly(List.of(1, 2, 3));
    assertThat(released).isZero();
  }

  @Example
  void whatDoesNotFitIsDoneInHalvesInOrder() {
    assertThat(run(5, List.of(3, 2, 2, 1))).isEqualTo(1);

    assertThat(calls).containsExactly(List.of(3, 2, 2, 1), List.of(3, 2), List.of(2, 1));
    assertThat(done).containsExactly(3, 2, 2, 1);
    assertThat(released).isEqualTo(1);
  }

  @Example
  void anItemThatFailsAloneIsHandedOverAndTheRestGoesOn() {
    assertThat(run(5, List.of(9, 2, 2))).isEqualTo(1);

    assertThat(tooLarge).containsExactly(9);
    assertThat(done).containsExactly(2, 2);
    assertThat(calls).containsExactly(List.of(9, 2, 2), List.of(9), List.of(2, 2));
  }

  @Example
  void anotherFailureIsThrownAtOnce() {
    Consumer<List<Integer>> work =
        batch -> {
          calls.add(batch);
          throw new EngineException("index out of range in self");
        };

    assertThatThrownBy(
            () ->
                NativeMemory.halving(
                    List.of(1, 2), work, () -> released++, (item, reason) -> tooLarge.add(item)))
        .isInstanceOf(EngineException.class)
        .hasMessage("index out of range in self");
    assertThat(calls).hasSize(1);
    assertThat(tooLarge).isEmpty();
  }

  @Property(tries = 200)
  void eachItemIsDoneOnceAndInOrderOrTooLarge(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 30) Integer> items,
      @ForAll @IntRange(min = 1, max = 100) int memory) {
    int splits = run(memory, items);

    assertThat(done).isEqualTo(items.stream().filter(item -> item <= memory).toList());
    assertThat(tooLarge).isEqualTo(items.stream().filter(item -> item > memory).toList());
    // A tree in which each split has two children.
    assertThat(calls).hasSize(2 * splits + 1);
    assertThat(released).isEqualTo(splits + tooLarge.size());
  }

  @Example
  void aThousandItemsThatFitAloneTakeALogarithmOfRounds() {
    run(1, IntStream.generate(() -> 1).limit(1024).boxed().toList());

    assertThat(done).hasSize(1024);
    assertThat(calls).hasSize(2047);
  }

  private int run(int memory, List<Integer> items) {
    calls.clear();
    done.clear();
    tooLarge.clear();
    released = 0;
    return NativeMemory.halving(
        items,
        batch -> {
          calls.add(batch);
          if (batch.stream().mapToInt(Integer::intValue).sum() > memory) {
            throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
          }
          done.addAll(batch);
        },
        () -> released++,
        (item, reason) -> {
          assertThat(reason).startsWith("CUDA out of memory");
          tooLarge.add(item);
        });
  }
}
