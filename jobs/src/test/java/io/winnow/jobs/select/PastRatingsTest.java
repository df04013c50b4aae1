package io.winnow.jobs.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.jobs.select.PastScores.OfRound;
import io.winnow.selection.History;
import io.winnow.testing.LocalSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Scores of several rounds, put together. */
class PastRatingsTest {

  private static final StructType SCORES =
      StructType.fromDDL("id STRING, model STRING, score DOUBLE");

  /**
   * Doubts of now are (0.2 + 0.4) / 2 over the two that round 1 doubted by (0.8 + 0.4) / 2: halved.
   * Sentence a: (-0.2 + -0.4 / 2) / 1.5; b: (-0.4 + -0.2 / 2) / 1.5; c is new; d has no score now;
   * e keeps the score that model 0 gave it.
   */
  @Test
  void doubtsAreBroughtOnOneScaleAndWhatIsMissingIsLeftOut() {
    Dataset<Row> now =
        table(
            row("a", "1", -0.2),
            row("b", "1", -0.4),
            row("c", "1", -0.7),
            row("d", "1", null),
            row("e", "0", -0.9));
    Dataset<Row> then =
        table(
            row("a", "0", -0.8),
            row("b", "0", -0.4),
            row("d", "0", -9.0),
            row("e", "0", -0.9),
            row("gone", "0", -5.0));
    PastScores past =
        new PastScores(List.of(new OfRound(1, then)), List.of("round 2 (not scored)"));

    Dataset<Row> known = LookBack.joined(past, now);
    LookBack lookBack = LookBack.of(new History(3, 0.5, 0), 0, past, known);
    assertThat(lookBack.scales()).containsExactly(0.5);
    assertThat(lookBack.text())
        .isEqualTo(
            "round 1 (doubts x 0.500)\n  2 of 4 sentences have an earlier score\n"
                + "  not looked back on: round 2 (not scored)");
    Map<String, Double> rated = rated(known, lookBack);
    assertThat(rated.get("a")).isCloseTo(-0.4 / 1.5, within(1e-12));
    assertThat(rated.get("b")).isCloseTo(-0.5 / 1.5, within(1e-12));
    assertThat(rated).containsEntry("c", -0.7).containsEntry("d", null).containsEntry("e", -0.9);
    assertThat(rated).doesNotContainKey("gone");
  }

  /** A model that is certain of everything, and one that has nothing in common with now. */
  @Test
  void aRoundWithoutDoubtsSaysNothing() {
    Dataset<Row> now = table(row("a", "2", 0.3), row("b", "2", 1.0));
    PastScores past =
        new PastScores(
            List.of(
                new OfRound(2, table(row("a", "1", 1.0), row("b", "1", 1.0))),
                new OfRound(1, table(row("z", "0", 0.1)))),
            List.of());
    Dataset<Row> known = LookBack.joined(past, now);
    LookBack lookBack = LookBack.of(new History(3, 0.5, 1), 1, past, known);
    assertThat(lookBack.text())
        .isEqualTo(
            "none; the scores of this round alone\n"
                + "  not looked back on: round 2 (no doubts to compare), round 1 (no doubts to compare)");
    assertThat(rated(known, lookBack)).containsEntry("a", 0.3).containsEntry("b", 1.0);
  }

  @Test
  void partitionsChangeNotOneBit() {
    SplittableRandom random = new SplittableRandom(7);
    List<Row> now = new ArrayList<>();
    List<Row> then = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      now.add(row("s" + i, "1", -Math.exp(random.nextDouble(-12, 3))));
      then.add(row("s" + (i + 500), "0", -Math.exp(random.nextDouble(-12, 3))));
    }
    assertThat(rated(now, then, 7)).isEqualTo(rated(now, then, 1)).hasSize(3_000);
  }

  private static Map<String, Double> rated(List<Row> now, List<Row> then, int partitions) {
    Dataset<Row> old = table(then.toArray(Row[]::new)).repartition(partitions);
    PastScores past = new PastScores(List.of(new OfRound(1, old)), List.of());
    Dataset<Row> known =
        LookBack.joined(past, table(now.toArray(Row[]::new)).repartition(partitions + 1));
    return rated(known, LookBack.of(new History(2, 0.7, 3), 0, past, known));
  }

  private static Map<String, Double> rated(Dataset<Row> known, LookBack lookBack) {
    return known.select(known.col("id"), lookBack.rating().as("rating")).collectAsList().stream()
        .collect(HashMap::new, (map, row) -> map.put(row.getString(0), row.getAs(1)), Map::putAll);
  }

  private static Row row(String id, String model, Double score) {
    return RowFactory.create(id, model, score);
  }

  private static Dataset<Row> table(Row... rows) {
    return LocalSpark.session().createDataFrame(List.of(rows), SCORES);
  }
}
