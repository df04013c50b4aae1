package io.winnow.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WrappedTextTest {

  @Test
  void linesAfterTheFirstBeginBelowTheText() {
    assertThat(Columns.wrapped("Types  ", "word ".repeat(20).strip()).lines())
        .containsExactly(
            "Types  " + "word ".repeat(13) + "word", "       word word word word word word");
  }

  @Test
  void aLineHoldsEightyColumnsNotEightyCharacters() {
    assertThat(Columns.wrapped("", "東京 ".repeat(20).strip()).lines())
        .containsExactly("東京 ".repeat(16).strip(), "東京 ".repeat(4).strip());
  }

  @Test
  void aWordThatIsTooLongHasALineToItself() {
    String path = "/" + "x".repeat(100);
    assertThat(Columns.wrapped("  ", "see " + path + " there").lines())
        .containsExactly("  see", "  " + path, "  there");
  }

  @Property(tries = 200)
  void noWordIsLostAndNoLineTooLong(
      @ForAll @NotEmpty List<@AlphaChars @StringLength(min = 1, max = 30) String> words) {
    String text = String.join(" ", words);
    String wrapped = Columns.wrapped("    ", text);
    assertThat(wrapped.strip().split("\\s+")).containsExactlyElementsOf(words);
    assertThat(wrapped.lines()).allMatch(line -> line.length() <= 80 && line.startsWith("    "));
  }
}
