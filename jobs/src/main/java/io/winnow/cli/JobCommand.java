package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.api.Session;
import io.winnow.config.ConfigReader.Layer;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that works in a workspace, and how it ends. */
abstract class JobCommand implements Callable<Integer> {

  @Mixin private WorkspaceOptions options;

  @Spec private CommandSpec spec;

  private final Environment environment;

  JobCommand(Environment environment) {
    this.environment = environment;
  }

  abstract Outcome run(Session session);

  /** Settings of this command; the user's settings override them. */
  List<Layer> presets() {
    return List.of();
  }

  @Override
  public Integer call() {
    Session session = options.session(environment, spec, presets());
    try {
      return ExitCode.of(run(session)).code();
    } catch (ParameterException e) {
      // An old 0 must not outlive a failure, whenever it comes.
      session.failed(e);
      throw e;
    }
  }

  /** Does work that is no step of a round, under the workspace's lease. */
  static Outcome hold(Session session, BiFunction<Runner, WinnowConfig, Outcome> work) {
    WinnowConfig config = session.config();
    return session.hold(
        config,
        runner -> work.apply(runner, config),
        (Outcome outcome) -> ExitCode.of(outcome).code());
  }

  /** Stops Spark, if any command started it. */
  static void stopSpark() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
  }
}
