package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Host;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.metrics.CommandEnd;
import io.winnow.jobs.metrics.MetricsFiles;
import io.winnow.jobs.status.Status;
import io.winnow.workspace.Lease;
import io.winnow.workspace.LeaseHolder;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One job in one workspace: the lease, then the job, then an exit code.
 *
 * @param command that was called
 */
record Session(Environment environment, CommandSpec command) {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  int run(Workspace workspace, WinnowConfig config, Function<Runner, Outcome> job) {
    LeaseHolder me =
        LeaseHolder.of(
            newRun(),
            environment.commandLine(),
            Environment.host(),
            ProcessHandle.current().pid(),
            environment.clock().instant(),
            config.workspace().lease());
    Instant started = environment.clock().instant();
    Lease lease = Lease.take(workspace, me, environment.clock());
    try {
      int code = code(job.apply(runner(workspace, config))).code();
      leaveMetrics(workspace, config, started, code);
      return code;
    } catch (Throwable e) {
      // Errors, too, and what Scala throws unchecked: an old 0 must not outlive a failure.
      leaveMetrics(workspace, config, started, Failures.code(e).code());
      throw e;
    } finally {
      lease.close();
    }
  }

  /** As {@link #run}, for a job that only reads: it needs no lease and may run beside others. */
  int look(Workspace workspace, WinnowConfig config, Function<Runner, Outcome> job) {
    return code(job.apply(runner(workspace, config))).code();
  }

  /** What the command did stands whether or not monitoring can be told. */
  private void leaveMetrics(Workspace workspace, WinnowConfig config, Instant started, int code) {
    CommandEnd end = new CommandEnd(commandName(), code, started, environment.clock().instant());
    try {
      Status status =
          Status.of(
              runner(workspace, config).published(),
              config.jobs(),
              environment.clock(),
              Optional.empty());
      new MetricsFiles(workspace, config.metrics()).write(status, end);
    } catch (RuntimeException | Error e) {
      LOG.warn("No metrics are left for monitoring: {}", e.getMessage());
      LOG.debug("No metrics", e);
    }
  }

  /** Such as {@code labels settle}: without what was given to it. */
  private String commandName() {
    return command.qualifiedName().substring(command.root().name().length()).strip();
  }

  private Runner runner(Workspace workspace, WinnowConfig config) {
    Host host =
        new Host(
            () -> SparkSessions.start(environment.commandLine()),
            this::newRun,
            environment.clock(),
            environment.arguments(),
            Versions.all(),
            environment.vendorKey());
    return new Runner(workspace, host, config.resolved(), config.seed(), environment.console());
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
