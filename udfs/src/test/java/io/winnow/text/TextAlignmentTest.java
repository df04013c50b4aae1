package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAlignmentTest {

  @Test
  void aSpanIsFoundWhereSpacesWereCollapsed() {
    assertThat(mapped("Ida  fährt\nnach Bad Ems", "fährt\nnach", "Ida fährt nach  Bad Ems"))
        .isEqualTo("fährt nach");
    assertThat(mapped("a Bad Ems b", "Bad Ems", "a\u00A0 Bad\n\n Ems b")).isEqualTo("Bad\n\n Ems");
  }

  @Test
  void aSpanIsFoundInAnotherNormalForm() {
    String composed = "in Zürich und Hanoi: Hà Nội";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    String found = mapped(composed, "Hà Nội", decomposed);
    assertThat(found).isEqualTo(Normalizer.normalize("Hà Nội", Normalizer.Form.NFD));
    assertThat(mapped(decomposed, found, composed)).isEqualTo("Hà Nội");
  }

  @Test
  void whatCannotBeSeenDoesNotCount() {
    assertThat(mapped("an\u200B Ida\uFEFF hier", "Ida", "an I\u00ADda hier"))
        .isEqualTo("I\u00ADda");
  }

  @Test
  void aPlaceBetweenALetterAndItsMarkIsNone() {
    TextAlignment alignment = TextAlignment.of("e\u0301x", "\u00E9x").orElseThrow();
    assertThat(alignment.end(1)).isEqualTo(-1);
    assertThat(alignment.end(2)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"Ida,Ada", "Ida,Id", "ab c,ab d", "ﬁ,fi", "1,¹"})
  void otherTextsAreNotAligned(String one, String other) {
    assertThat(TextAlignment.of(one, other)).isEmpty();
  }

  /** One of the few characters whose normal form is longer in UTF-16. */
  @Test
  void anEndIsNeverWithinACharacter() {
    TextAlignment alignment = TextAlignment.of("a\uFA6C b", "a\uD850\uDEEE b").orElseThrow();

    assertThat(alignment.start(1)).isEqualTo(1);
    assertThat(alignment.end(2)).isEqualTo(3);
    assertThat(alignment.end(4)).isEqualTo(5);
  }

  @Property(tries = 300)
  void everyTextIsAlignedWithItsNormalFormsAndEndsStayAtEnds(
      @ForAll @StringLength(max = 30) String text) {
    for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD}) {
      String other = Normalizer.normalize(text, form).replace(" ", " \n");
      TextAlignment alignment = TextAlignment.of(text, other).orElseThrow();
      int start = alignment.start(0);
      int end = alignment.end(text.length());
      if (!TextAlignment.skeleton(text).isEmpty()) {
        assertThat(TextAlignment.skeleton(other.substring(start, end)))
            .isEqualTo(TextAlignment.skeleton(text));
      }
    }
  }

  @Property
  void textsAreTheSameIfTheirSkeletonsAre(
      @ForAll("writings") String one, @ForAll("writings") String other) {
    assertThat(TextAlignment.isSame(one, other))
        .isEqualTo(TextAlignment.skeleton(one).equals(TextAlignment.skeleton(other)));
  }

  @Provide
  Arbitrary<String> writings() {
    return Arbitraries.of(
            "a", "e", "é", "e\u0301", "\u0323", "\u00AD", " ", "\u00B4", "🎉", "\u00C0")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  private static String mapped(String from, String span, String to) {
    TextAlignment alignment = TextAlignment.of(from, to).orElseThrow();
    int start = from.indexOf(span);
    return to.substring(alignment.start(start), alignment.end(start + span.length()));
  }
}
