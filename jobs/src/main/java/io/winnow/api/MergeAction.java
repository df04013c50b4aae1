package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.merge.MergeJob;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Validates what the vendor returned and adjudicates it into the label store: {@code winnow merge}.
 *
 * @since 0.1.0
 */
public final class MergeAction extends Action<MergeAction, MergeAction.Result> {

  MergeAction(Session session) {
    super(session);
  }

  /**
   * @param made counts, such as {@code labels} and {@code disputes}, and paths; nothing while the
   *     vendor has returned nothing new
   * @param tables of the workspace: labels, annotations, rejected, disputes, annotators and more
   */
  public record Result(Made made, WinnowTables tables) implements Done.OfStep {

    /** The label store. */
    public Dataset<Row> labels() {
      return tables.labels();
    }
  }

  /** Such as {@code dawid-skene}, or one of your own. */
  public MergeAction adjudicator(String name) {
    return set("merge.adjudicator", name);
  }

  static Result merge(Runner runner, WinnowConfig config) {
    MergeJob job = new MergeJob(config.jobs().merge(), config.jobs().overdue(runner.clock()));
    Made made = Made.of(job, runner);
    return new Result(made, new WinnowTables(runner.published()));
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    return merge(runner, config);
  }
}
