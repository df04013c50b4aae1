package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The text is an emoji (1 code point, 2 units), e with an accent (2, 2), a family of three joined
 * (5, 8) and x: 9 code points, 13 units, 4 graphemes.
 */
class OffsetUnitTest {

  private static final String TEXT =
      "\uD83D\uDE00e\u0301\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67x";

  @ParameterizedTest
  @CsvSource({
    "CODE_POINTS,3,3",
    "CODE_POINTS,9,9",
    "CODE_POINTS,10,10",
    "CODE_POINTS,-1,-1",
    "UTF_16,1,10",
    "UTF_16,2,1",
    "UTF_16,4,3",
    "UTF_16,12,8",
    "UTF_16,13,9",
    "UTF_16,14,10",
    "BYTES,4,1",
    "BYTES,3,10",
    "BYTES,7,3",
    "BYTES,25,8",
    "BYTES,26,9",
    "GRAPHEMES,1,1",
    "GRAPHEMES,2,3",
    "GRAPHEMES,3,8",
    "GRAPHEMES,4,9",
    "GRAPHEMES,5,10"
  })
  void offsetsBecomeCodePoints(OffsetUnit unit, long offset, long codePoints) {
    assertThat(unit.toCodePoints(TEXT, offset)).isEqualTo(codePoints);
  }

  @ParameterizedTest
  @EnumSource
  void whatLiesBeyondTheTextStaysBeyondIt(OffsetUnit unit) {
    assertThat(unit.toCodePoints(TEXT, Long.MAX_VALUE)).isEqualTo(10);
    assertThat(unit.toCodePoints(TEXT, Long.MIN_VALUE)).isNegative();
    assertThat(unit.cut(TEXT, 3, 99)).isNull();
    assertThat(unit.cut(TEXT, 3, 2)).isNull();
    assertThat(unit.toCodePoints("", 0)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void allPlacesAtOnceAreThoseOneByOne(OffsetUnit unit) {
    for (String text :
        List.of(
            TEXT,
            "",
            "a\r\nbe\u0301 \u00E4\u00AD",
            "\uD83C\uDDE9\uD83C\uDDEA\uD83C\uDDE9",
            "\uD83Dx")) {
      int[] places = unit.places(text);
      for (int offset = 0; offset < places.length; offset++) {
        assertThat(places[offset]).isEqualTo(unit.toUtf16(text, offset));
      }
      assertThat(unit.toUtf16(text, places.length)).isEqualTo(-1);
    }
  }

  @Test
  void textIsCutInTheUnit() {
    assertThat(OffsetUnit.CODE_POINTS.cut(TEXT, 1, 3)).isEqualTo("e\u0301");
    assertThat(OffsetUnit.UTF_16.cut(TEXT, 2, 4)).isEqualTo("e\u0301");
    assertThat(OffsetUnit.GRAPHEMES.cut(TEXT, 1, 2)).isEqualTo("e\u0301");
  }

  @Test
  void namesAreListedForOneThatIsNone() {
    assertThat(OffsetUnit.named("utf-16")).isEqualTo(OffsetUnit.UTF_16);
    assertThatThrownBy(() -> OffsetUnit.named("octets"))
        .hasMessage(
            "'octets' is no unit of offsets; there are code-points, utf-16, graphemes, bytes");
  }
}
