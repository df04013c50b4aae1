package io.winnow.jobs.doctor;

import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Checks everything that Winnow depends on, one after another, and continues after each error it
 * finds.
 */
public final class Doctor {

  private final List<Examination> examinations = new ArrayList<>();

  /**
   * @param workspace to try, where one is given
   * @param run names the temporary files there
   */
  public Doctor(
      Machine machine, Supplier<SparkSession> spark, Optional<Workspace> workspace, RunId run) {
    examinations.add(new MachineExamination(machine));
    examinations.add(new EngineExamination());
    examinations.add(new SparkExamination(spark));
    workspace.ifPresent(it -> examinations.add(new WorkspaceExamination(it, run)));
  }

  /**
   * @param told of each finding as soon as it is made
   * @return all findings
   */
  public List<Finding> examine(Consumer<Finding> told) {
    List<Finding> all = new ArrayList<>();
    for (Examination examination : examinations) {
      List<Finding> findings = examine(examination);
      findings.forEach(told);
      all.addAll(findings);
    }
    return all;
  }

  /** Native libraries that can't be loaded throw errors, not exceptions. */
  private static List<Finding> examine(Examination examination) {
    try {
      return examination.examine();
    } catch (Exception | LinkageError e) {
      return List.of(broken(examination.subject(), e));
    }
  }

  private static Finding broken(String subject, Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? "" : root.getMessage().lines().findFirst().orElse("");
    return Finding.broken(
        subject,
        "%s: %s".formatted(root.getClass().getSimpleName(), message),
        "run it with --verbose for the whole story",
        thrown);
  }
}
