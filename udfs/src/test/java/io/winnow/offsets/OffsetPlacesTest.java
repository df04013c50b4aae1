package io.winnow.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.OffsetUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OffsetPlacesTest {

  @Property(tries = 300)
  void allPlacesAreThoseOneByOne(@ForAll("texts") String text) {
    requirePlaces(text);
  }

  /** Lone surrogates, too. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            " ",
            "\r",
            "\n",
            "ä",
            "e\u0301",
            "\u00AD",
            "א",
            "北",
            "नि",
            "🎉",
            "🇩🇪",
            "👩\u200D👩",
            "\uD83C",
            "\uDF89")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 1)
  void eachCharacterAloneAndNextToOthers() {
    for (int c = 1; c < 0xFFFF; c += 7) {
      requirePlaces("a%1$cb%1$c%1$c\u0436%1$c".formatted(c));
    }
  }

  private static void requirePlaces(String text) {
    OffsetPlaces places = OffsetPlaces.of(text);
    for (OffsetUnit unit : OffsetUnit.values()) {
      for (int offset = -1; offset <= 3 * text.length() + 1; offset++) {
        int utf16 = unit.toUtf16(text, offset);
        assertThat(places.utf16(unit, offset))
            .as("%s %d of %s", unit, offset, text)
            .isEqualTo(utf16);
        if (utf16 >= 0) {
          assertThat(places.codePoints(utf16)).isEqualTo(text.codePointCount(0, utf16));
        }
      }
      assertThat(places.utf16(unit, Long.MAX_VALUE)).isEqualTo(-1);
      assertThat(places.utf16(unit, Long.MIN_VALUE)).isEqualTo(-1);
    }
  }
}
