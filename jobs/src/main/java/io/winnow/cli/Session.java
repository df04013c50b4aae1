package io.winnow.cli;

import io.winnow.cli.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.workspace.Lease;
import io.winnow.workspace.LeaseHolder;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.util.function.Function;

/** One job in one workspace: the lease, then the job, then an exit code. */
record Session(Environment environment) {

  int run(Workspace workspace, WinnowConfig config, Function<JobContext, Outcome> job) {
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
      return code(job.apply(context(workspace, config))).code();
    } finally {
      lease.close();
    }
  }

  /** As {@link #run}, for a job that only reads: it needs no lease and may run beside others. */
  int look(Workspace workspace, WinnowConfig config, Function<JobContext, Outcome> job) {
    return code(job.apply(context(workspace, config))).code();
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

  private static ExitCode code(Outcome outcome) {
    return switch (outcome) {
      case DONE, DONE_BEFORE -> ExitCode.DONE;
      case WAITING -> ExitCode.NOTHING_TO_DO;
    };
  }
}
