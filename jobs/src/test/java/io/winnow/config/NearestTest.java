package io.winnow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void editsAreCountedAsInTheTextbook() {
    assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.edits("", "abc")).isEqualTo(3);
    assertThat(Nearest.edits("same", "same")).isZero();
  }

  @Test
  void aWholeKeyThatIsNearBeatsOneWithTheSameLastPart() {
    List<String> keys = List.of("eval.batch-size", "train.batch-size");
    assertThat(Nearest.to("tran.batch-size", keys)).contains("train.batch-size");
  }

  @Property(tries = 150)
  void editsAreADistance(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b,
      @ForAll @AlphaChars @StringLength(max = 8) String c) {
    assertThat(Nearest.edits(a, b)).isEqualTo(Nearest.edits(b, a));
    assertThat(Nearest.edits(a, b) == 0).isEqualTo(a.equals(b));
    assertThat(Nearest.edits(a, c)).isLessThanOrEqualTo(Nearest.edits(a, b) + Nearest.edits(b, c));
  }
}
