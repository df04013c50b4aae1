package io.winnow.cli;

import io.winnow.config.ConfigReader.Layer;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.report.ReportJob;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs a job: settings, then the lease, then the job, then an exit code. */
abstract class JobCommand implements Callable<Integer> {

  @Mixin private WorkspaceOptions options;

  @Spec private CommandSpec spec;

  private final Environment environment;

  JobCommand(Environment environment) {
    this.environment = environment;
  }

  abstract Outcome run(Runner runner, WinnowConfig config);

  /** Settings of this command's own, weaker than the user's. */
  List<Layer> presets() {
    return List.of();
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    WinnowConfig config = options.config(workspace, presets());
    return new Session(environment, spec).run(workspace, config, runner -> run(runner, config));
  }

  /**
   * Writes the report of a workspace in which something was done. What was done stands, even if the
   * report can't be written.
   */
  static Outcome reported(Outcome outcome, Runner runner, WinnowConfig config) {
    if (outcome != Outcome.DONE) {
      return outcome;
    }
    try {
      new ReportJob(runner, config.jobs()).run();
    } catch (Exception e) {
      LoggerFactory.getLogger(Failures.LOG_NAME).debug("report failed", e);
      runner
          .console()
          .say(
              "Report: not written (%s); all else is done, 'winnow report' tries again"
                  .formatted(e));
    }
    return outcome;
  }

  /** Stops Spark, if any command started it. */
  static void stopSpark() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
  }
}
