package io.winnow.api;

import io.winnow.Internal;
import io.winnow.config.ConfigReader;
import io.winnow.config.ConfigReader.Layer;
import io.winnow.config.ConfigurationException;
import io.winnow.config.Overrides;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Console;
import io.winnow.jobs.Host;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.metrics.MetricsFiles;
import io.winnow.jobs.metrics.MetricsFiles.CommandEnd;
import io.winnow.jobs.status.Status;
import io.winnow.selection.QueryStrategy;
import io.winnow.workspace.Lease;
import io.winnow.workspace.LeaseHolder;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A caller at work in a workspace: reads the settings, takes the lease, runs the work, leaves
 * metrics.
 *
 * @param name what the caller does, such as {@code labels settle}; in metrics
 * @param failureCode the exit code of a failure; in metrics
 * @param presets settings below the workspace's own
 * @param files settings above these, in HOCON
 * @param sets {@code key=value} each; above all files
 */
@Internal
public record Session(
    Workspace workspace,
    Host host,
    Console console,
    String name,
    ToIntFunction<Throwable> failureCode,
    List<Layer> presets,
    List<Path> files,
    List<String> sets) {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** The same, telling somebody else how it goes. */
  public Session telling(Console other) {
    return new Session(workspace, host, other, name, failureCode, presets, files, sets);
  }

  /**
   * The same with more settings.
   *
   * @param stronger {@code key=value} each
   */
  public Session with(List<String> stronger) {
    List<String> all = new ArrayList<>(sets);
    all.addAll(stronger);
    return new Session(workspace, host, console, name, failureCode, presets, files, all);
  }

  /**
   * The same with settings from a file.
   *
   * @param stronger HOCON
   */
  Session with(Path stronger) {
    List<Path> all = new ArrayList<>(files);
    all.add(stronger);
    return new Session(workspace, host, console, name, failureCode, presets, all, sets);
  }

  /**
   * The same with a strategy, and the settings of scoring that it needs.
   *
   * @throws io.winnow.config.ConfigurationException with everything that is wrong
   */
  Session choosingBy(String strategy) {
    // What is scored does not depend on how it is chosen from; random needs nothing of scores.
    Session atRandom = with(List.of(Overrides.of(Overrides.STRATEGY, QueryStrategy.RANDOM)));
    try {
      return with(Overrides.ofStrategy(strategy, atRandom.config().jobs().score().functions()));
    } catch (IllegalArgumentException e) {
      return with(
          List.of(
              Overrides.of(
                  Overrides.STRATEGY, strategy))); // where it is bound, this is one of all problems
    }
  }

  /**
   * @throws io.winnow.config.ConfigurationException with everything that is wrong
   */
  public WinnowConfig config() {
    return ConfigReader.read(presets, Optional.of(workspace), files, sets);
  }

  /** For work that only reads: it needs no lease and may run beside others. */
  public Runner runner(WinnowConfig config) {
    return new Runner(workspace, host, config.resolved(), config.seed(), console);
  }

  /**
   * Does work under the workspace's lease.
   *
   * @throws io.winnow.workspace.WorkspaceHeldException if another driver has it
   */
  public <T> T hold(BiFunction<Runner, WinnowConfig, T> work, Function<T, Outcome> outcome) {
    WinnowConfig config = config();
    Instant started = host.clock().instant();
    LeaseHolder me =
        LeaseHolder.of(
            host.runIds().get(),
            "winnow " + String.join(" ", host.command()),
            hostName(),
            ProcessHandle.current().pid(),
            started,
            config.workspace().lease());
    Lease lease = Lease.take(workspace, me, host.clock());
    List<RunId> begun = Collections.synchronizedList(new ArrayList<>());
    try {
      T result = work.apply(holding(lease, begun).runner(config), config);
      leaveMetrics(config, started, ExitCode.of(outcome.apply(result)).code());
      return result;
    } catch (Throwable e) {
      lease.requireWorkspace(e, begun);
      // Also errors, and what Scala throws unchecked: an old 0 must not stay after a failure.
      leaveMetrics(config, started, failureCode.applyAsInt(e));
      throw e;
    } finally {
      lease.close();
    }
  }

  /**
   * The same in a workspace that is held.
   *
   * @param begun gets the runs that begin
   */
  private Session holding(Lease lease, List<RunId> begun) {
    Host noting =
        host.naming(
            () -> {
              RunId run = host.runIds().get();
              begun.add(run);
              return run;
            });
    return new Session(
        workspace.under(lease), noting, console, name, failureCode, presets, files, sets);
  }

  /** Leaves metrics of a command that failed before its work began. */
  public void failed(Throwable failure) {
    try {
      leaveMetrics(config(), host.clock().instant(), failureCode.applyAsInt(failure));
    } catch (ConfigurationException e) {
      LOG.debug("No metrics", e);
    }
  }

  /** What was done stands whether or not the metrics can be written. */
  private void leaveMetrics(WinnowConfig config, Instant started, int code) {
    CommandEnd end = new CommandEnd(name, code, started, host.clock().instant());
    try {
      Status status =
          Status.of(runner(config).published(), config.jobs(), host.clock(), Optional.empty());
      new MetricsFiles(workspace, config.metrics()).write(status, end);
    } catch (RuntimeException | Error e) {
      LOG.warn("Cannot write the metrics for monitoring: {}", e.getMessage());
      LOG.debug("No metrics", e);
    }
  }

  /** As other hosts see this one. */
  public static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
