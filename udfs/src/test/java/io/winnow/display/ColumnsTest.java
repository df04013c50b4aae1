package io.winnow.display;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void signsTakeWhatTerminalsGiveThem() {
    assertThat(Columns.of("")).isZero();
    assertThat(Columns.of("Zo\u00eb")).isEqualTo(3);
    assertThat(Columns.of("Zoe\u0308")).as("a mark on a letter").isEqualTo(3);
    assertThat(Columns.of("東京")).isEqualTo(4);
    assertThat(Columns.of("ﾄｳｷｮｳ")).as("half-width").isEqualTo(5);
    assertThat(Columns.of("서울")).isEqualTo(4);
    assertThat(Columns.of("\u1109\u1165")).as("the same in parts").isEqualTo(2);
    assertThat(Columns.of("🎉")).isEqualTo(2);
    assertThat(Columns.of("✅ ok")).isEqualTo(5);
    assertThat(Columns.of("שלום")).isEqualTo(4);
    assertThat(Columns.of("a\u200bb")).as("no width at all").isEqualTo(2);
    assertThat(Columns.of("\u241b")).as("the picture of a control").isEqualTo(1);
    assertThat(Columns.of("𠮷野家")).as("beyond 16 bits").isEqualTo(6);
  }

  @Test
  void whatIsCutAndPaddedTakesUpItsColumns() {
    assertThat(Columns.padded("東京", 6)).isEqualTo("東京  ");
    assertThat(Columns.padded("東京", 3)).isEqualTo("東京");
    assertThat(Columns.shortened("東京", 4)).isEqualTo("東京");
    assertThat(Columns.shortened("東京都庁舎", 8)).isEqualTo("東京...");
    assertThat(Columns.shortened("a-long-name", 8)).isEqualTo("a-lon...");
  }

  @Property(tries = 500)
  void aCellIsNeverWiderThanItsColumn(
      @ForAll String any, @ForAll @IntRange(min = 3, max = 40) int columns) {
    String cell = Columns.padded(Columns.shortened(Printable.inLine(any), columns), columns);
    assertThat(Columns.of(cell)).isEqualTo(columns);
  }
}
