package io.winnow.jobs.report;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.status.Status;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * All that the report shows. What the workspace has not come to yet is empty.
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

  /**
   * @param simulation folder of one on data like these
   */
  static ReportFacts of(JobContext context, Status status, Optional<Workspace> simulation) {
    Workspace workspace = context.workspace();
    SparkSession spark = context.spark().get();
    RunRecorder stages = context.start("report");
    Optional<SelectionFacts> selection =
        stages.stage("selection", () -> SelectionFacts.last(workspace, spark));
    return new ReportFacts(
        status,
        context.clock().instant(),
        evaluations(workspace),
        stages.stage("simulation", () -> simulation.flatMap(it -> SimulationFacts.of(it, spark))),
        selection,
        stages.stage("scores", () -> selection.flatMap(it -> ScoreFacts.of(workspace, spark, it))),
        stages.stage("labels", () -> LabelFacts.of(workspace, spark)),
        stages.stage("quality", () -> QualityFacts.of(workspace, spark)),
        stages.stage("rejected", () -> RejectFacts.of(workspace, spark)),
        CostFacts.of(workspace),
        LineageFacts.of(context));
  }

  private static List<Evaluation> evaluations(Workspace workspace) {
    return workspace.rounds().stream()
        .flatMap(round -> Evaluation.of(workspace, round).stream())
        .toList();
  }
}
