package io.winnow.jobs.score;

import static org.apache.spark.sql.functions.col;

import io.winnow.evaluation.WilsonInterval;
import io.winnow.workspace.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What scoring only a part of the pool missed, estimated from a random sample of the rest.
 *
 * @param sampled how many sentences of the rest were scored as a sample
 * @param rest how many sentences the rest has, the sample among them
 */
record Audit(long sampled, long rest, List<Level> levels) {

  /** Shares of the pool that a round may want. */
  private static final List<Double> SHARES = List.of(0.01, 0.05);

  /**
   * @param share of the pool, its least certain sentences
   * @param missed share of these that lies in the rest and was not scored
   * @param missedAtMost and at least: with 95 % confidence
   */
  private record Level(double share, double missed, double missedAtLeast, double missedAtMost) {}

  /**
   * @param sample the ids among the scores that are of the rest
   * @param kept how many sentences kept their old scores
   */
  static Audit of(Dataset<Row> scores, Dataset<Row> sample, String column, long kept) {
    Column score = col(column);
    Dataset<Row> known = scores.where(score.isNotNull());
    Dataset<Row> chosen = known.join(sample, "id", "left_anti").select(score);
    Dataset<Row> random = known.join(sample, "id", "left_semi").select(score);
    long found = chosen.count();
    long sampled = random.count();
    long rest = sampled + kept;
    List<Level> levels = new ArrayList<>();
    for (double share : SHARES) {
      long wanted = (long) Math.ceil(share * (found + rest));
      if (sampled > 0 && wanted > 0 && wanted <= found) {
        long hits = random.where(score.leq(KthLowest.of(chosen, wanted))).count();
        WilsonInterval hit = WilsonInterval.of(hits, sampled);
        DoubleUnaryOperator missed = part -> part * rest / (wanted + part * rest);
        levels.add(
            new Level(
                share,
                missed.applyAsDouble((double) hits / sampled),
                missed.applyAsDouble(hit.low()),
                missed.applyAsDouble(hit.high())));
      }
    }
    return new Audit(sampled, rest, levels);
  }

  void addTo(Publication made) {
    made.number("audit_sampled", sampled);
    for (Level level : levels) {
      made.number(
          String.format(Locale.ROOT, "audit_missed_of_least_certain_%.2f", level.share()),
          level.missed());
    }
  }

  /** For a person. */
  String text() {
    String levels =
        this.levels.stream()
            .map(
                level ->
                    String.format(
                        Locale.ROOT,
                        "%n    of the pool's least certain %.0f %%: %.1f %% (%.1f to %.1f %%)",
                        100 * level.share(),
                        100 * level.missed(),
                        100 * level.missedAtLeast(),
                        100 * level.missedAtMost()))
            .collect(Collectors.joining());
    return "  audit: %,d of the %,d sentences not due were scored as a sample; estimated misses among the others,%s"
        .formatted(sampled, rest, levels.isEmpty() ? " not known: the sample is empty" : levels);
  }
}
