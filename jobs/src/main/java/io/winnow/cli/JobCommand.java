package io.winnow.cli;

import io.winnow.cli.config.Layer;
import io.winnow.cli.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.round.JobSettings;
import io.winnow.workspace.Lease;
import io.winnow.workspace.LeaseHolder;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;

/** A command that runs a job: settings, then the lease, then the job, then an exit code. */
abstract class JobCommand implements Callable<Integer> {

  @Mixin private WorkspaceOptions options;

  private final Environment environment;

  JobCommand(Environment environment) {
    this.environment = environment;
  }

  abstract Outcome run(JobContext context, WinnowConfig config);

  /** Settings of this command's own, weaker than the user's. */
  List<Layer> presets() {
    return List.of();
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    WinnowConfig config = options.config(workspace, presets());
    JobContext context = context(workspace, config);
    LeaseHolder me =
        LeaseHolder.of(
            newRun(),
            environment.commandLine(),
            Environment.host(),
            ProcessHandle.current().pid(),
            environment.clock().instant(),
            config.lease());
    Lease lease = Lease.take(workspace, me, environment.clock());
    try {
      return code(run(context, config)).code();
    } finally {
      lease.close();
    }
  }

  private JobContext context(Workspace workspace, WinnowConfig config) {
    return new JobContext(
        workspace,
        () -> SparkSessions.start(environment.commandLine()),
        this::newRun,
        environment.clock(),
        environment.arguments(),
        config.resolved(),
        config.seed(),
        Versions.all(),
        environment.vendorKey(),
        environment.console());
  }

  private RunId newRun() {
    return RunId.at(environment.clock().instant(), environment.random().nextLong());
  }

  static JobSettings settings(WinnowConfig config) {
    return new JobSettings(
        config.labels(),
        config.weak(),
        config.score(),
        config.select(),
        config.handoff(),
        config.merge(),
        config.train(),
        config.round(),
        config.stop());
  }

  private static ExitCode code(Outcome outcome) {
    return switch (outcome) {
      case DONE, DONE_BEFORE -> ExitCode.DONE;
      case WAITING -> ExitCode.NOTHING_TO_DO;
    };
  }

  /** Stops Spark, if any command started it. */
  static void stopSpark() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
  }
}
