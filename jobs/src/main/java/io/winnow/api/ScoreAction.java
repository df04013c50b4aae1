package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.score.ScoreJob;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores the pool with the last round's model: {@code winnow score}.
 *
 * @since 0.1.0
 */
public final class ScoreAction extends RoundStep<ScoreAction, ScoreAction.Result> {

  ScoreAction(Session session) {
    super(session);
  }

  /**
   * @param made counts, such as {@code sentences}, and paths
   * @param tables of the workspace
   */
  public record Result(Made made, int round, WinnowTables tables) implements Done.OfStep {

    /** A row a sentence, with a column for each acquisition function. */
    public Dataset<Row> scores() {
      return tables.scores(round);
    }
  }

  /**
   * Scores by what a strategy needs, too: its acquisition function, and embeddings.
   *
   * @param text such as {@code mnlp + dedupe + explore(0.1)}
   */
  public ScoreAction strategy(String text) {
    return choosingBy(text);
  }

  /** Acquisition functions to score by, such as {@code mnlp} and {@code margin}. */
  public ScoreAction functions(String... names) {
    return functions(List.of(names));
  }

  /** As above. */
  public ScoreAction functions(List<String> names) {
    return set("score.functions", names);
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    int round = number(runner, config);
    Made made = Made.of(new ScoreJob(config.jobs().score(), round), runner);
    return new Result(made, round, new WinnowTables(runner.published()));
  }
}
