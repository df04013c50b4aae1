package io.winnow.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.offsets.OffsetDecision.Rival;
import io.winnow.offsets.OffsetDecision.Shifted;
import io.winnow.offsets.OffsetTally.Use;
import io.winnow.text.OffsetUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "🎉 Ida Ida": the first Ida is [2,5) in code points, [3,6) in UTF-16, [5,8) in bytes. */
class OffsetTallyTest {

  private static final String TEXT = "🎉 Ida Ida";
  private final OffsetTally tally = new OffsetTally();

  private void add(int times, long start, long end) {
    OffsetPlaces places = OffsetPlaces.of(TEXT);
    for (int i = 0; i < times; i++) {
      tally.add(
          OffsetVote.of(places, start, end, (from, to) -> TEXT.substring(from, to).equals("Ida")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // As usual, else, who reads, who refuses
    "0, 0, [code-points], [code-points]",
    "5, 0, [code-points], [code-points]",
    "0, 1, [utf-16], [utf-16]",
    "19, 1, [code-points], [code-points]",
    "18, 1, [], [code-points]",
    "3, 1, [], [code-points]",
    "2, 1, [], []",
    "1, 3, [], [utf-16]",
    "1, 18, [], [utf-16]",
    "1, 19, [utf-16], [utf-16]",
  })
  void aMinorityMaySpeakAgainstTheUnitThatIsMeant(
      int codePoints, int utf16, String read, String refuse) {
    add(codePoints, 2, 5);
    add(utf16, 3, 6);
    assertThat(tally.decide(OffsetUnit.CODE_POINTS, Use.READ).meant()).hasToString(read);
    assertThat(tally.decide(OffsetUnit.CODE_POINTS, Use.REFUSE).meant()).hasToString(refuse);
  }

  @Test
  void unitsThatCountAlikeAreNoDoubt() {
    add(3, 2, 5);
    OffsetDecision decision = tally.decide(OffsetUnit.BYTES, Use.READ);
    assertThat(decision.meant()).containsExactly(OffsetUnit.CODE_POINTS);
    assertThat(decision.fits().get(OffsetUnit.GRAPHEMES)).isEqualTo(3);
    assertThat(decision.note("a.jsonl", "init.offsets"))
        .hasValue(
            "offsets of a.jsonl count code-points: of 3 spans that lie elsewhere in some unit, 3"
                + " fit; as bytes 0");
  }

  @Test
  void aUnitThatIsAsGoodIsARival() {
    // [9,12) in bytes, [6,9) in code points and [7,10) in UTF-16 is the second.
    OffsetPlaces places = OffsetPlaces.of("🎉 IdaIda");
    tally.add(
        OffsetVote.of(
            places, 5, 8, (start, end) -> start == end - 3 && (start == 3 || start == 6)));
    OffsetDecision decision = tally.decide(OffsetUnit.CODE_POINTS, Use.READ);
    assertThat(decision.meant()).containsExactly(OffsetUnit.CODE_POINTS);
    assertThat(decision.rival()).hasValue(new Rival(OffsetUnit.BYTES, 1));

    OffsetDecision another = tally.decide(OffsetUnit.UTF_16, Use.READ);
    assertThat(another.isCertain()).isFalse();
    assertThat(another.isAnother()).isTrue();
    assertThat(another.meant())
        .containsExactly(OffsetUnit.CODE_POINTS, OffsetUnit.GRAPHEMES, OffsetUnit.BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0,",
    "2, 0, ENDS_INCLUSIVE",
    "2, 1,",
    "3, 1, ENDS_INCLUSIVE",
    "6, 2, ENDS_INCLUSIVE"
  })
  void endsAreShiftedWhereFewMakeSenseAsTheyAre(int shifted, int asTheyAre, OffsetShift expected) {
    add(shifted, 2, 4);
    add(asTheyAre, 2, 5);
    assertThat(tally.named(OffsetUnit.CODE_POINTS).shifted().map(Shifted::shift).orElse(null))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"2, 4, ENDS_INCLUSIVE", "7, 10, FROM_1", "7, 9, FROM_1_INCLUSIVE"})
  void eachShiftIsTold(long start, long end, OffsetShift expected) {
    OffsetPlaces places = OffsetPlaces.of("x Ida, Ulm");
    for (int i = 0; i < 2; i++) {
      tally.add(
          OffsetVote.of(
              places, start, end, (from, to) -> from == 2 && to == 5 || from == 6 && to == 9));
    }
    assertThat(tally.decide(OffsetUnit.CODE_POINTS, Use.READ).shifted())
        .hasValue(new Shifted(expected, OffsetUnit.CODE_POINTS, 2, 0));
  }

  @Test
  void blanksAtTheEndsMakeNoOtherPlace() {
    // " Ida " in code points, "  Ida" in bytes.
    OffsetVote vote =
        OffsetVote.of(OffsetPlaces.of("ä  Ida  "), 2, 7, (start, end) -> end - start == 5);
    assertThat(vote.fits(OffsetUnit.CODE_POINTS)).isTrue();
    assertThat(vote.fits(OffsetUnit.BYTES)).isTrue();
    assertThat(vote.isApart(OffsetUnit.CODE_POINTS, OffsetUnit.BYTES)).isFalse();
    assertThat(vote.tells()).isFalse();
  }
}
