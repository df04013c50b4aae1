package io.winnow.jobs.doctor;

import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Checks everything that Winnow depends on, one after another, and continues after each error it
 * finds.
 *
 * @param workspace to try, where one is given
 * @param run names the temporary files there
 */
public record Doctor(
    Machine machine, Supplier<SparkSession> spark, Optional<Workspace> workspace, RunId run) {

  /**
   * @param told of each finding as soon as it is made
   * @return all findings
   */
  public List<Finding> examine(Consumer<Finding> told) {
    List<Finding> all = new ArrayList<>();
    examine("Machine", machine::examine, told, all);
    examine("Temporary", TemporaryFiles::examine, told, all);
    examine("PyTorch", Natives::here, told, all);
    examine("Spark", () -> Natives.onExecutors(spark.get()), told, all);
    workspace.ifPresent(
        it -> examine("Workspace", new WorkspaceExamination(it, run)::examine, told, all));
    return all;
  }

  private static void examine(
      String subject, Callable<List<Finding>> what, Consumer<Finding> told, List<Finding> all) {
    List<Finding> findings;
    try {
      findings = what.call();
    } catch (Exception | LinkageError e) {
      // Native libraries that can't be loaded throw errors, not exceptions.
      findings = List.of(Finding.thrown(subject, e));
    }
    findings.forEach(told);
    all.addAll(findings);
  }
}
