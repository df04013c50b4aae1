package io.winnow.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void timesAreReadAtAGlanceAndOnOneLine() {
    assertThat(Figures.time(8.24)).isEqualTo("8.2\u00a0s");
    assertThat(Figures.time(200)).isEqualTo("3\u00a0min\u00a020\u00a0s");
    assertThat(Figures.time(7500)).isEqualTo("2\u00a0h\u00a005\u00a0min");
  }

  @Test
  void whatIsUnknownIsADash() {
    assertThat(List.of(Figures.share(Double.NaN), Figures.percent(Double.NaN)))
        .containsOnly(Figures.NONE);
    assertThat(Figures.percent(.125)).isEqualTo("12.5 %");
  }

  @Test
  void aWordIsPaidForAsOftenAsItIsRead() {
    CostFacts.OfRound round =
        new CostFacts.OfRound(
            1, Map.of(CostFacts.Hop.SCORE, 2.0, CostFacts.Hop.TRAIN, 3.5), 500, 3);
    assertThat(round.billedWords()).isEqualTo(1500);
    assertThat(round.allSeconds()).isEqualTo(5.5);
    assertThat(new CostFacts(List.of(round, round), Optional.empty()).billedWords())
        .isEqualTo(3000);
  }
}
