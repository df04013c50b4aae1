package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.merge.AcceptedChanges;
import io.winnow.jobs.merge.MergeJob;
import java.util.Collection;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Validates what the vendor returned and adjudicates it into the label store: {@code winnow merge}.
 *
 * @since 0.1.0
 */
public final class MergeAction extends Action<MergeAction, MergeAction.Result> {

  private AcceptedChanges accepted = AcceptedChanges.NONE;

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

  /**
   * Merges files of inboxes as they are now, or without them if they are gone, though an earlier
   * merge had them otherwise.
   *
   * @param files such as {@code 0003/inbox/answers.parquet}, or {@code 0003/inbox} for all files of
   *     a folder
   */
  public MergeAction accept(Collection<String> files) {
    accepted = new AcceptedChanges(Set.copyOf(files));
    return this;
  }

  static Result merge(Runner runner, WinnowConfig config, AcceptedChanges accepted) {
    MergeJob job =
        new MergeJob(
            config.jobs().merge(),
            config.jobs().handoff().signatures(),
            config.jobs().overdue(runner.clock()),
            accepted);
    Made made = Made.of(job, runner);
    return new Result(made, new WinnowTables(runner.published()));
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    return merge(runner, config, accepted);
  }
}
