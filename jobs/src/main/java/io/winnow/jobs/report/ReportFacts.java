package io.winnow.jobs.report;

import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.status.Status;
import io.winnow.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All data of the report. Parts that the workspace does not have yet are empty.
 *
 * @param evaluations of rounds that are over, in their order
 */
record ReportFacts(
    Status status,
    Instant made,
    List<Evaluation> evaluations,
    Optional<SimulationFacts> simulation,
    Optional<SelectionFacts> selection,
    Optional<ScoreFacts> scores,
    Optional<LabelFacts> labels,
    Optional<QualityFacts> quality,
    Optional<RejectFacts> rejects,
    CostFacts cost,
    LineageFacts lineage) {

  /** In Spark's UI. */
  private static final String NAME = "report";

  /**
   * @param simulation folder of one on data like these
   */
  static ReportFacts of(
      Runner runner, Published published, Status status, Optional<Workspace> simulation) {
    Optional<SelectionFacts> selection =
        runner.stage(NAME, "selection", () -> SelectionFacts.last(published));
    return new ReportFacts(
        status,
        runner.clock().instant(),
        evaluations(published),
        runner.stage(
            NAME,
            "simulation",
            () -> simulation.flatMap(it -> SimulationFacts.of(it, published.spark()))),
        selection,
        runner.stage(NAME, "scores", () -> selection.flatMap(it -> ScoreFacts.of(published, it))),
        runner.stage(NAME, "labels", () -> LabelFacts.of(published)),
        runner.stage(NAME, "quality", () -> QualityFacts.of(published)),
        runner.stage(NAME, "rejected", () -> RejectFacts.of(published)),
        CostFacts.of(published),
        LineageFacts.of(published));
  }

  private static List<Evaluation> evaluations(Published published) {
    return published.rounds().stream()
        .flatMap(round -> Evaluation.of(published, round).stream())
        .toList();
  }
}
