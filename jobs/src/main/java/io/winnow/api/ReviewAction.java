package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.review.ReviewJob;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Ranks all labels by how likely they are wrong: {@code winnow labels review}.
 *
 * @since 0.1.0
 */
public final class ReviewAction extends Action<ReviewAction, ReviewAction.Result> {

  ReviewAction(Session session) {
    super(session);
  }

  /**
   * @param made counts, such as {@code doubted}, and paths
   */
  public record Result(Made made, WinnowTables tables) implements Done.OfStep {

    /** All labels, the most doubtful first. */
    public Dataset<Row> review() {
      return tables.review();
    }
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    ReviewJob job = new ReviewJob(config.review(), config.jobs().train());
    return new Result(Made.of(job, runner), new WinnowTables(runner.published()));
  }
}
