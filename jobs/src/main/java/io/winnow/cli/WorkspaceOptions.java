package io.winnow.cli;

import io.winnow.api.Action;
import io.winnow.api.ExitCode;
import io.winnow.api.RoundStep;
import io.winnow.api.Session;
import io.winnow.api.Winnow;
import io.winnow.config.ConfigReader;
import io.winnow.config.ConfigReader.Layer;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Console;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.workspace.Json;
import io.winnow.workspace.Workspace;
import io.winnow.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that works in a workspace, and how such commands run and end. */
final class WorkspaceOptions {

  @Option(
      names = {"-w", "--workspace"},
      required = true,
      paramLabel = "URI",
      description = "The workspace: a folder on any Hadoop file system.")
  private String workspace;

  @Mixin private ConfigOptions settings;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Does an action of the API; returns the exit code. */
  int run(Function<Winnow, Action<?, ?>> action) {
    return run(List.of(), session -> action.apply(Winnow.of(session)).execute().outcome());
  }

  /** Does work that is no action, under the workspace's lease; returns the exit code. */
  int hold(BiFunction<Runner, WinnowConfig, Outcome> work) {
    return run(List.of(), session -> session.hold(work, Function.identity()));
  }

  /**
   * @param presets settings of this command; the user's settings override them
   */
  int run(List<Layer> presets, Function<Session, Outcome> work) {
    Session session = session(presets);
    try {
      return ExitCode.of(work.apply(session)).code();
    } catch (ParameterException e) {
      // An old 0 must not outlive a failure, whenever it comes.
      session.failed(e);
      throw e;
    }
  }

  /** Does work and prints its answer as JSON, instead of what it says; returns the exit code. */
  int answer(Function<Session, Object> work) {
    Session session = session(List.of());
    return print(Json.write(work.apply(session.telling(new Unsaid(session.console())))));
  }

  /** Where a result is printed as JSON, it is all that goes to standard output. */
  private record Unsaid(Console console) implements Console {

    @Override
    public void say(String line) {
      console.detail(line);
    }

    @Override
    public void detail(String line) {
      console.detail(line);
    }

    @Override
    public Progress progress(String task, long total, String unit) {
      return console.progress(task, total, unit);
    }
  }

  /** The command at work in the workspace. */
  Session session(List<Layer> presets) {
    return settings.session(workspace(workspace), command, presets);
  }

  /** As an option names it. */
  Workspace workspace(String uri) {
    return workspace(uri, command);
  }

  Environment environment() {
    return Main.environment(command);
  }

  /** Prints what was asked for; returns the exit code. */
  int print(String text) {
    command.commandLine().getOut().print(text);
    command.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }

  /** What is wrong with the command line. */
  ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /**
   * Spark's Hadoop settings apply here too, so that s3a:// and the like work without Spark.
   *
   * @throws ParameterException if no file system has such a folder
   */
  static Workspace workspace(String uri, CommandSpec command) {
    return workspace(uri, SparkHadoopUtil.get().newConfiguration(new SparkConf()), command);
  }

  /** As above, with Hadoop's settings from elsewhere. */
  static Workspace workspace(String uri, Configuration hadoop, CommandSpec command) {
    try {
      return Workspace.at(uri, hadoop);
    } catch (WorkspaceException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** Options that change settings. */
  static final class ConfigOptions {

    @Option(
        names = "--conf",
        paramLabel = "FILE",
        description = "Settings that differ from the defaults, in HOCON.")
    private List<Path> files = List.of();

    @Option(
        names = "--set",
        paramLabel = "KEY=VALUE",
        description = "One setting; overrides every file. May be repeated.")
    private List<String> sets = List.of();

    /**
     * The command at work in a workspace, with these settings.
     *
     * @param presets lie below the workspace's own file and above the defaults
     */
    Session session(Workspace workspace, CommandSpec command, List<Layer> presets) {
      Environment environment = Main.environment(command);
      // Such as "labels settle": without what was given to it.
      String name = command.qualifiedName().substring(command.root().name().length()).strip();
      return new Session(
          workspace,
          environment.toHost(),
          environment.console(),
          name,
          failure -> Failures.code(failure).code(),
          presets,
          files,
          sets);
    }

    /** For a command that may do without a workspace. */
    WinnowConfig config(Optional<Workspace> workspace) {
      return ConfigReader.read(List.of(), workspace, files, sets);
    }
  }

  /** Which round a command is for. */
  static final class RoundOption {

    @Option(
        names = "--round",
        paramLabel = "N",
        description = "The round, from 0 (default: the one that is under way).")
    private Integer round;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Says it to a step of a round. */
    <A extends RoundStep<A, ?>> A applyTo(A step) {
      return number().map(step::round).orElse(step);
    }

    int of(Runner runner, WinnowConfig config) {
      return number().orElseGet(() -> RoundStep.underWay(runner, config));
    }

    /**
     * @throws ParameterException if it is below 0
     */
    private Optional<Integer> number() {
      if (round != null && round < 0) {
        throw new ParameterException(
            command.commandLine(), "Rounds count from 0: --round %d is invalid".formatted(round));
      }
      return Optional.ofNullable(round);
    }
  }
}
