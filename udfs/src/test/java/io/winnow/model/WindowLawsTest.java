package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.SubwordTokenizer.Subwords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Sub-words are numbered from 0 in these, so that a window's ids tell where it was cut. */
class WindowLawsTest {

  @Property(tries = 300)
  void eachWordIsAnsweredForOnceAndInOrder(
      @ForAll("sentences") Subwords sentence, @ForAll("cuts") Tuple2<Integer, Integer> cut)
      throws IOException {
    List<Integer> answered = new ArrayList<>();
    for (Window window : windows(sentence, cut)) {
      assertThat(window.words()).isPositive();
      assertThat(window.places()).hasSize(window.words());
      IntStream.of(window.places()).forEach(answered::add);
    }
    assertThat(answered)
        .isEqualTo(
            IntStream.range(0, sentence.words())
                .filter(word -> sentence.firsts()[word] >= 0)
                .boxed()
                .toList());
  }

  @Property(tries = 300)
  void firstsPointAtTheirWordsFirstSubWords(
      @ForAll("sentences") Subwords sentence, @ForAll("cuts") Tuple2<Integer, Integer> cut)
      throws IOException {
    for (Window window : windows(sentence, cut)) {
      for (int i = 0; i < window.words(); i++) {
        assertThat(window.ids()[window.firsts()[i]])
            .isEqualTo(sentence.firsts()[window.places()[i]]);
      }
    }
  }

  @Property(tries = 300)
  void aWindowIsAStretchOfTheSentenceInItsFrameAndNotTooLong(
      @ForAll("sentences") Subwords sentence, @ForAll("cuts") Tuple2<Integer, Integer> cut)
      throws IOException {
    for (Window window : windows(sentence, cut)) {
      int[] ids = window.ids();
      assertThat(ids.length).isLessThanOrEqualTo(cut.get1());
      assertThat(ids[0]).isEqualTo(101);
      assertThat(ids[ids.length - 1]).isEqualTo(102);
      int from = ids[1];
      assertThat(Arrays.copyOfRange(ids, 1, ids.length - 1))
          .containsExactly(IntStream.range(from, from + ids.length - 2).toArray());
    }
  }

  /** On each side half of the overlap at least, if the sentence does not end before. */
  @Property(tries = 300)
  void aWordIsReadWithHalfOfTheOverlapAroundIt(
      @ForAll("sentences") Subwords sentence, @ForAll("cuts") Tuple2<Integer, Integer> cut)
      throws IOException {
    int length = sentence.ids().length;
    for (Window window : windows(sentence, cut)) {
      int start = window.ids()[1];
      int end = start + window.length() - 2;
      for (int first : window.firsts()) {
        int place = window.ids()[first];
        int left = start == 0 ? Integer.MAX_VALUE : place - start;
        int right = end == length ? Integer.MAX_VALUE : end - 1 - place;
        assertThat(Math.min(left, right)).isGreaterThanOrEqualTo(cut.get2() / 2);
      }
    }
  }

  @Property(tries = 200)
  void whatFitsIsOneWindow(@ForAll("sentences") Subwords sentence) throws IOException {
    int length = sentence.ids().length;

    List<Window> windows = windows(sentence, Tuple.of(Math.max(3, length + 2), length / 3));

    assertThat(windows).hasSize(length == 0 ? 0 : 1);
    for (Window window : windows) {
      assertThat(window.length()).isEqualTo(length + 2);
      assertThat(window.words()).isEqualTo(sentence.seen().length);
    }
  }

  /** Words of one to four sub-words mostly, some of none, some longer than any window here. */
  @Provide
  Arbitrary<Subwords> sentences() {
    Arbitrary<Integer> lengths =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.integers().between(1, 4)),
            Tuple.of(2, Arbitraries.just(0)),
            Tuple.of(1, Arbitraries.integers().between(5, 150)));
    return lengths.list().ofMaxSize(120).map(WindowLawsTest::sentence);
  }

  /** The longest window and the overlap. */
  @Provide
  Arbitrary<Tuple2<Integer, Integer>> cuts() {
    return Arbitraries.integers()
        .between(3, 64)
        .flatMap(
            longest ->
                Combinators.combine(
                        Arbitraries.just(longest), Arbitraries.integers().between(0, longest - 3))
                    .as(Tuple::of));
  }

  private static Subwords sentence(List<Integer> lengths) {
    int[] firsts = new int[lengths.size()];
    int at = 0;
    for (int word = 0; word < firsts.length; word++) {
      firsts[word] = lengths.get(word) == 0 ? Subwords.NO_SUBWORD : at;
      at += lengths.get(word);
    }
    return new Subwords(IntStream.range(0, at).toArray(), firsts);
  }

  private static List<Window> windows(Subwords sentence, Tuple2<Integer, Integer> cut)
      throws IOException {
    return Window.of(sentence, TestCheckpoints.tokenizer(), cut.get1(), cut.get2());
  }
}
