package io.winnow.cli;

import io.winnow.api.Session;
import io.winnow.config.ConfigReader;
import io.winnow.config.ConfigReader.Layer;
import io.winnow.config.WinnowConfig;
import io.winnow.workspace.Workspace;
import io.winnow.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that works in a workspace. */
final class WorkspaceOptions {

  private static final String HADOOP = "spark.hadoop.";

  @Option(
      names = {"-w", "--workspace"},
      required = true,
      paramLabel = "URI",
      description = "The workspace: a folder on any Hadoop file system.")
  private String workspace;

  @Mixin private ConfigOptions settings;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Spark's Hadoop settings apply here too, so that s3a:// and the like work without Spark.
   *
   * @throws ParameterException if no file system has such a folder
   */
  Workspace workspace() {
    return workspace(workspace, command);
  }

  /** As above, for an option of another name. */
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

  /**
   * Hadoop's settings for commands that do without Spark: those of {@code core-site.xml} and, as
   * Spark has it, of the {@code spark.hadoop.*} among Java's properties. Asking Spark itself takes
   * half a second.
   */
  static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith(HADOOP)) {
        hadoop.set(key.substring(HADOOP.length()), System.getProperty(key));
      }
    }
    return hadoop;
  }

  /**
   * @param weaker lies below the workspace's own file and above the defaults
   */
  WinnowConfig config(Workspace workspace, List<Layer> weaker) {
    return settings.config(workspace, weaker, List.of());
  }

  /** The command at work in the workspace. */
  Session session(Environment environment, CommandSpec called, List<Layer> weaker) {
    return settings.session(workspace(), environment, called, weaker);
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
        description = "One setting; goes before any file. May be repeated.")
    private List<String> sets = List.of();

    /**
     * The command at work in a workspace, with these settings.
     *
     * @param weaker lies below the workspace's own file and above the defaults
     */
    Session session(
        Workspace workspace, Environment environment, CommandSpec called, List<Layer> weaker) {
      // Such as "labels settle": without what was given to it.
      String name = called.qualifiedName().substring(called.root().name().length()).strip();
      return new Session(
          workspace,
          environment.toHost(),
          environment.console(),
          name,
          failure -> Failures.code(failure).code(),
          weaker,
          files,
          sets);
    }

    /** As below, in a workspace. */
    WinnowConfig config(Workspace workspace, List<Layer> weaker, List<String> stronger) {
      return config(Optional.of(workspace), weaker, stronger);
    }

    /**
     * @param workspace whose own file counts, too
     * @param weaker lies below that file and above the defaults
     * @param stronger {@code key=value} each; go before what the person set
     */
    WinnowConfig config(Optional<Workspace> workspace, List<Layer> weaker, List<String> stronger) {
      List<String> all = new ArrayList<>(sets);
      all.addAll(stronger);
      return ConfigReader.read(weaker, workspace, files, all);
    }
  }
}
